"""The importer against the cases that the Java client is held to as well."""

from __future__ import annotations

import copy
import json
import re
import unittest
from decimal import Decimal
from typing import Any, Dict

from google.protobuf import json_format

from crossguard import BadResponseError, ImportedAccount, from_ccxt, v1
from tests.service import CLIENT

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


if __name__ == "__main__":
    unittest.main()
