"""What ccxt answers, read by the command line, which knows more exchanges than this package."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from typing import Any, Iterable, List, Mapping

from google.protobuf import json_format

from crossguard import v1
from crossguard.exchange.draft import ImportedAccount
from crossguard.exchange.json_value import BadResponseError

_SOURCE = "standard input: "
_LAUNCHER = "crossguard: "


def from_ccxt_by_command(
    exchange: str,
    responses: Mapping[str, Any],
    *,
    command: str = "crossguard",
    options: Iterable[str] = (),
) -> ImportedAccount:
    """Has ``crossguard import ccxt`` read what ccxt answers about an account.

    It takes about a second, and a JDK. Nothing is sent to anybody.

    :param exchange: ccxt's name of the exchange, such as ``bybit``, ``okx`` or ``hyperliquid``
    :param responses: what ccxt answers, by the name that the command has for it: ``balance``,
        ``positions``, and what the exchange needs beside them
    :param command: path of ``margin-client/bin/crossguard``
    :param options: of the command, such as ``["--without-orders"]``
    :raises BadResponseError: if the responses can't become a request; it says what to change
    """
    try:
        text = json.dumps(responses, default=_digits, allow_nan=False)
    except (TypeError, ValueError) as failure:
        raise BadResponseError("responses", f"can't be written as JSON: {failure}") from None
    try:
        done = subprocess.run(
            [command, "import", "ccxt", "--exchange", exchange, *options, "-"],
            input=text,
            capture_output=True,
            encoding="utf-8",
        )
    except OSError as failure:
        rule = f"{command} can't be run, give the path of margin-client/bin/crossguard: {failure}"
        raise BadResponseError("command", rule) from None
    told = [line for line in done.stderr.splitlines() if line.strip()]
    if done.returncode != 0:
        raise _problem(told, done.returncode)
    evaluation = json_format.Parse(done.stdout, v1.EvaluateMarginRequest())
    return ImportedAccount(evaluation, tuple(_of_importer(told)))


def _problem(told: List[str], status: int) -> BadResponseError:
    first = next(iter([*_of_importer(told), *told]), f"has ended with the status {status}")
    place, colon, rule = first.replace(_SOURCE, "", 1).partition(": ")
    return BadResponseError(place, rule) if colon else BadResponseError("command", first)


def _of_importer(told: List[str]) -> List[str]:
    # The launcher says there what it builds.
    return [line for line in told if not line.startswith(_LAUNCHER)]


def _digits(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no part of what ccxt answers")
