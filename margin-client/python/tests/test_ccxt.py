"""The importer against the cases that the Java client is held to as well."""

from __future__ import annotations

import copy
import json
import re
import tempfile
import unittest
from decimal import Decimal
from typing import Any, Dict

from google.protobuf import json_format

from crossguard import (
    BadResponseError,
    ImportedAccount,
    MarginClient,
    from_ccxt,
    from_ccxt_by_command,
    v1,
)
from tests.service import CLIENT, command, target

CASES = json.loads((CLIENT / "src/test/resources/exchange/ccxt/cases.json").read_text("utf-8"))

# What the options of the command line are called here.
OPTIONS = {
    r"--exchange\b": "exchange",
    r"--(tiers|markets)\b": r"\1",
    r"--rules\b": "rule_set_id",
    r"--index (\S+)=PRICE": r'index_prices={"\1": "PRICE"}',
    r"--ignore (\S+)": r'ignore=["\1"]',
    r"--without-orders\b": "without_orders=True",
    r"--round-floats\b": "round_floats=True",
}


def imported(case: Dict[str, Any]) -> ImportedAccount:
    responses = copy.deepcopy(CASES["base"]["responses"])
    for path, value in case.get("set", []):
        *parents, last = path
        place = responses
        for step in parents:
            place = place[step]
        if isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = copy.deepcopy(value)
    options = {"exchange": CASES["base"]["exchange"], **case.get("options", {})}
    options = {re.sub("[A-Z]", lambda c: "_" + c[0].lower(), k): v for k, v in options.items()}
    return from_ccxt(**options, **responses, account_id="test")


def in_python(text: str) -> str:
    for option, name in OPTIONS.items():
        text = re.sub(option, name, text)
    return text


class CcxtTest(unittest.TestCase):
    def test_imports(self) -> None:
        for case in CASES["imports"]:
            with self.subTest(case["name"]):
                account = imported(case)
                expected = json_format.ParseDict(case["request"], v1.EvaluateMarginRequest())
                self.assertEqual(account.evaluation, expected)
                self.assertEqual(list(account.notes), [in_python(note) for note in case["notes"]])

    def test_refusals(self) -> None:
        for case in CASES["refusals"]:
            with self.subTest(case["name"]), self.assertRaises(BadResponseError) as caught:
                imported(case)
            self.assertEqual(str(caught.exception), in_python(case["problem"]), case["name"])

    def test_decimals_of_the_caller_are_exact(self) -> None:
        case = {"set": [[["positions", 0, "contracts"], Decimal("0.300000000000000004")]]}

        (position,) = imported(case).evaluation.account.positions

        self.assertEqual(position.quantity, "-0.300000000000000004")

    def test_numbers_that_are_none_are_refused(self) -> None:
        for value, shown in [(float("nan"), "nan"), (float("inf"), "inf"), (object(), "<object")]:
            with self.subTest(shown), self.assertRaises(BadResponseError) as caught:
                imported({"set": [[["positions", 0, "entryPrice"], value]]})
            message = str(caught.exception)
            self.assertIn(f"positions[0].entryPrice: must be a number, is {shown}", message)

    def test_index_price_must_be_positive(self) -> None:
        for price in ["0", "-1", "ten", "1e99"]:
            with self.subTest(price), self.assertRaisesRegex(BadResponseError, "^index_prices: BNB"):
                imported({"options": {"indexPrices": {"BNB": price}}})

    def test_all_requests_are_about_the_same(self) -> None:
        for case in CASES["imports"][:2]:
            account = imported(case)
            trade = v1.IntendedTrade(instrument_id="BTCUSDT", quantity="1")
            watched = account.snapshot().snapshot
            asked = account.evaluation
            self.assertEqual(list(watched.accounts), [asked.account])
            for request in (account.advice(), account.order(trade), watched):
                with self.subTest(f"{case['name']}: {type(request).__name__}"):
                    if request is not watched:
                        self.assertEqual(request.account, asked.account)
                    self.assertEqual(request.market, asked.market)
                    self.assertEqual(request.rule_set_id, asked.rule_set_id)
                    self.assertEqual(request.rule_set, asked.rule_set)
            self.assertEqual(account.order(trade).trade, trade)

    def test_order_has_a_mark_price_where_no_position_has_it(self) -> None:
        account = imported({})
        for contract, marks in [("SOLUSDT", ["61000", "150"]), ("BTCUSDT", ["61000"])]:
            trade = v1.IntendedTrade(instrument_id=contract, quantity="1")
            order = account.order(trade, mark_price="150")
            self.assertEqual([mark.price for mark in order.market.mark_prices], marks)
        self.assertEqual(len(account.evaluation.market.mark_prices), 1)


class CommandTest(unittest.TestCase):
    """What ccxt answers of bybit, whose figures are those of the Java client's own test."""

    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.command = command(folder.name)
        recorded = CLIENT / "src/test/resources/exchange/ccxt/bybit.json"
        # As ccxt does with exchange.number = Decimal: digit by digit.
        cls.responses = json.loads(recorded.read_text("utf-8"), parse_float=Decimal)

    def test_the_command_reads_what_this_package_does_not(self) -> None:
        account = from_ccxt_by_command("bybit", self.responses, command=self.command)

        names = [position.position_id for position in account.evaluation.account.positions]
        self.assertEqual(names, ["SNX/USDT:USDT", "ADA/USDT:USDT/long"])
        self.assertEqual(account.notes, ())
        with MarginClient(target()) as client:
            margin = client.evaluate_margin(account.evaluation)
        self.assertEqual(Decimal(margin.positions[0].maintenance_margin), Decimal("0.15086396"))

    def test_notes_and_options_go_through(self) -> None:
        balance = copy.deepcopy(self.responses["balance"])
        balance["info"]["result"]["list"][0]["coin"][0]["totalPositionIM"] = "0"
        responses = {"balance": balance, "positions": [], "account": self.responses["account"]}

        account = from_ccxt_by_command(
            "bybit", responses, command=self.command, options=["--account-id", "desk"]
        )

        self.assertEqual(account.evaluation.account.account_id, "desk")
        (note,) = account.notes
        self.assertTrue(note.startswith("Tiers are those of the rule set bybit-uta-linear"), note)

    def test_what_is_refused_says_what_to_change(self) -> None:
        responses = {name: part for name, part in self.responses.items() if name != "account"}
        with self.assertRaises(BadResponseError) as caught:
            from_ccxt_by_command("bybit", responses, command=self.command)

        self.assertEqual(
            str(caught.exception),
            "ccxt: the response account is missing, which is that of"
            " exchange.privateGetV5AccountInfo(): the margin mode",
        )

    def test_place_of_what_is_refused_is_that_of_the_responses(self) -> None:
        responses = copy.deepcopy(self.responses)
        responses["positions"][0]["info"]["side"] = "None"
        with self.assertRaisesRegex(BadResponseError, r"^positions\[0\]\.info\.side: must be Buy"):
            from_ccxt_by_command("bybit", responses, command=self.command)

    def test_command_that_is_not_there(self) -> None:
        with self.assertRaisesRegex(BadResponseError, "^command: /no/crossguard can't be run, give"):
            from_ccxt_by_command("bybit", self.responses, command="/no/crossguard")

    def test_what_is_no_json_is_refused(self) -> None:
        for part in (float("nan"), object()):
            with self.assertRaisesRegex(BadResponseError, "^responses: can't be written as JSON"):
                from_ccxt_by_command("bybit", {"balance": part}, command=self.command)

    def test_without_it_the_command_is_named(self) -> None:
        with self.assertRaisesRegex(
            BadResponseError, "^exchange: okx is read by the command crossguard import ccxt"
        ):
            from_ccxt("okx", balance={}, positions=[])


if __name__ == "__main__":
    unittest.main()
