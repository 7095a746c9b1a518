"""What the README shows is run: its snippets, its commands, and the output of the bot."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from typing import Any, Dict, List

import crossguard
from crossguard import v1
from tests.service import CLIENT, EXAMPLES, command, target

README = (CLIENT / "python" / "README.md").read_text("utf-8")
BOT = CLIENT / "python" / "examples" / "order_bot.py"


def blocks(language: str) -> List[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


class Exchange:
    """Answers as ccxt does, with what was recorded."""

    def __init__(self) -> None:
        self._responses = json.loads((EXAMPLES / "ccxt-binance-usdm.json").read_text("utf-8"))

    def fetch_balance(self) -> Any:
        return self._responses["balance"]

    def fetch_positions(self) -> Any:
        return self._responses["positions"]


class Bybit:
    """Answers as ccxt does of another exchange, about an account that holds nothing."""

    def fetch_balance(self) -> Any:
        coin = {"coin": "USDT", "walletBalance": "10", "equity": "10", "usdValue": "10"}
        result = {"list": [{"accountType": "UNIFIED", "coin": [coin]}]}
        return {"info": {"retCode": 0, "result": result}}

    def fetch_positions(self) -> Any:
        return []

    def private_get_v5_account_info(self) -> Any:
        return {"retCode": 0, "result": {"marginMode": "REGULAR_MARGIN"}}


class ReadmeTest(unittest.TestCase):
    def test_snippets_run_one_after_the_other(self) -> None:
        own, three_lines, volatilities, by_command, on_asyncio, *others = blocks("python")
        connection, failures, watch = others
        names: Dict[str, Any] = {**vars(crossguard), "v1": v1, "exchange": Exchange()}
        names["token"] = "secret"

        printed = io.StringIO()
        here = own.replace("mine.json", str(EXAMPLES / "own-account.json"))
        with contextlib.redirect_stdout(printed):
            self.run_snippet(here, {**names, "Path": Path})
        self.assertIn("3 positions: ", printed.getvalue())
        self.run_snippet(three_lines, names)
        self.assertEqual(names["advice"].positions[0].position_id, "BTC/USDT:USDT")
        self.run_snippet(volatilities, names)
        self.assertEqual(names["request"].risk_inputs.daily_volatilities[0].root, "BTC")
        with tempfile.TemporaryDirectory() as folder:
            here = by_command.replace("margin-client/bin/crossguard", command(folder))
            self.run_snippet(here, {**names, "exchange": Bybit()})
        wrapped = f"async def main():\n{textwrap.indent(on_asyncio, '    ')}    return advice\n"
        self.run_snippet(wrapped, names)
        advice = asyncio.run(names["main"]())
        self.assertEqual(advice.account_id, "ccxt")
        self.run_snippet(connection, names)
        self.assertTrue(names["connection"].is_secured)
        printed = io.StringIO()
        with crossguard.MarginClient(target()) as client, contextlib.redirect_stdout(printed):
            self.run_snippet(failures, {**names, "client": client})
            watching = {**names, "client": client}
            self.run_snippet(watch, watching)
        self.assertIn("account: ", printed.getvalue())
        self.assertNotIn("nothing is watched", printed.getvalue())
        told = watching["event"].account
        self.assertEqual(told.causes, [v1.MonitorMarginResponse.Cause.STARTED])

    def test_bot_prints_what_is_shown(self) -> None:
        printed = subprocess.run(
            [sys.executable, str(BOT), target()], capture_output=True, text=True, check=True
        )

        self.assertIn(printed.stdout, blocks(""))

    def test_commands_for_debian_install_what_the_bot_needs(self) -> None:
        shown = next(block for block in blocks("") if "--system-site-packages" in block)
        _, environment, installation, bot = shown.splitlines()
        self.assertEqual(Path(bot.split()[1]), BOT.relative_to(CLIENT.parent))
        without_this_one = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        with tempfile.TemporaryDirectory() as folder:
            for command in (environment, installation, f"{bot} {target()}"):
                command = command.replace(".venv", folder).replace("/usr/bin/python3", sys.executable)
                printed = subprocess.run(
                    command.split(),
                    cwd=CLIENT.parent,
                    env=without_this_one,
                    capture_output=True,
                    text=True,
                )
                self.assertEqual(printed.returncode, 0, printed.stderr)

        self.assertIn(printed.stdout, blocks(""))

    def run_snippet(self, code: str, names: Dict[str, Any]) -> None:
        exec(code.replace("localhost:50051", target()), names)


if __name__ == "__main__":
    unittest.main()
