"""Every call, over TCP: the figures are those that the README of margin-client shows."""

from __future__ import annotations

import asyncio
import inspect
import re
import unittest
from decimal import Decimal
from typing import AsyncIterator, Dict, Set

import grpc
from google.protobuf.message import Message

from crossguard import AsyncMarginClient, CrossguardError, MarginClient, v1
from crossguard.v1 import advisor_service_pb2, margin_service_pb2, rule_set_service_pb2
from tests.service import example, target


def evaluation() -> v1.EvaluateMarginRequest:
    return example("binance-usdm-account.json", v1.EvaluateMarginRequest)


def snapshot(sequence: int) -> v1.MonitorMarginRequest:
    asked = evaluation()
    return v1.MonitorMarginRequest(
        sequence=sequence,
        snapshot=v1.MonitorMarginRequest.Snapshot(
            accounts=[asked.account], market=asked.market, rule_set_id=asked.rule_set_id
        ),
    )


class CallsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.client = MarginClient(target())

    @classmethod
    def tearDownClass(cls) -> None:
        cls.client.close()

    def test_evaluate_margin(self) -> None:
        margin = self.client.evaluate_margin(evaluation())

        self.assertEqual(margin.status, v1.MarginScope.Status.HEALTHY)
        self.assertEqual(Decimal(margin.totals.equity), Decimal("318400"))
        price = Decimal(margin.positions[0].liquidation_price.price)
        self.assertAlmostEqual(price, Decimal("45343.1742044"), 7)

    def test_batch_evaluate_margin_with_a_bad_account(self) -> None:
        asked = evaluation()
        bad = v1.Account(account_id="bad")
        bad.CopyFrom(asked.account)
        bad.positions[1].quantity = "1e5"
        batch = v1.BatchEvaluateMarginRequest(
            accounts=[asked.account, bad], market=asked.market, rule_set_id=asked.rule_set_id
        )

        good, failed = self.client.batch_evaluate_margin(batch).items

        self.assertEqual(Decimal(good.result.totals.equity), Decimal("318400"))
        error = CrossguardError.of_status(failed.error)
        self.assertEqual(error.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(error.reason, "INVALID_FIELD")
        self.assertRegex(error.violations[0].field, r"positions\[1\]\.quantity$")

    def test_preview_changes(self) -> None:
        preview = self.client.preview_changes(
            example("isolate-a-bet.json", v1.PreviewChangesRequest)
        )

        self.assertTrue(preview.accepted)
        moved = preview.outcomes[1].cash_flows[0]
        self.assertEqual((moved.to_scope_id, moved.amount), ("isolated:btc-bet", "98400"))

    def test_simulate_liquidation(self) -> None:
        simulation = self.client.simulate_liquidation(
            example("drained-account.json", v1.SimulateLiquidationRequest)
        )

        (scope,) = simulation.scopes
        self.assertEqual(scope.outcome, v1.ScopeLiquidation.Outcome.RESTORED)
        self.assertEqual(scope.steps[0].realized_pnl, "-107500")

    def test_stress_margin(self) -> None:
        stress = self.client.stress_margin(
            example("stressed-basis-book.json", v1.StressMarginRequest)
        )

        self.assertEqual(stress.results[0].scenario_id, "SOL crash")
        self.assertEqual(stress.results[0].loss, "750000")

    def test_classify_positions(self) -> None:
        advised = example("basis-book-and-a-bet.json", v1.RecommendMarginModesRequest)
        classified = self.client.classify_positions(
            v1.ClassifyPositionsRequest(
                account=advised.account, market=advised.market, rule_set=advised.rule_set
            )
        )

        classes = [position.classification for position in classified.positions]
        kinds = v1.HedgeGroup.Classification
        self.assertEqual(classes, [kinds.DELTA_NEUTRAL, kinds.DIRECTIONAL, kinds.DIRECTIONAL])

    def test_recommend_margin_modes(self) -> None:
        advice = self.client.recommend_margin_modes(
            example("basis-book-and-a-bet.json", v1.RecommendMarginModesRequest)
        )

        self.assertIn("the worst case costs 622500 USD now and 156100 after", advice.summary)

    def test_recommend_order_mode(self) -> None:
        advice = self.client.recommend_order_mode(
            example("order-beside-a-basis-book.json", v1.RecommendOrderModeRequest)
        )

        self.assertEqual(
            advice.recommendation.action, v1.OrderRecommendation.Action.OPEN_ISOLATED
        )
        self.assertEqual(advice.recommendation.margin, "156100")

    def test_rule_sets(self) -> None:
        names = [summary.rule_set_id for summary in self.client.list_rule_sets()]

        self.assertIn("binance-usdm-2024-10", names)
        self.assertEqual(names, sorted(names))
        rules = self.client.get_rule_set("binance-usdm-2024-10")
        self.assertEqual(rules.version, "2024-10-24")

    def test_monitor_margin(self) -> None:
        answers = list(self.client.monitor_margin([snapshot(1), snapshot(1)]))

        told = next(answer for answer in answers if answer.HasField("account"))
        self.assertEqual(Decimal(told.account.margin.totals.equity), Decimal("318400"))
        refused = next(answer for answer in answers if answer.HasField("refusal"))
        error = CrossguardError.of_status(refused.refusal.error)
        self.assertEqual([violation.field for violation in error.violations], ["sequence"])

    def test_stream_evaluate_margin(self) -> None:
        asked = evaluation()
        shared = v1.StreamEvaluateMarginRequest(
            market=asked.market, rule_set_id=asked.rule_set_id, accounts=[asked.account]
        )
        later = v1.StreamEvaluateMarginRequest(accounts=[v1.Account(), asked.account])

        first, second = self.client.stream_evaluate_margin([shared, later])

        equity = first.batch.items[0].result.totals.equity
        self.assertEqual(Decimal(equity), Decimal("318400"))
        bad, good = second.batch.items
        self.assertEqual(CrossguardError.of_status(bad.error).reason, "INVALID_FIELD")
        self.assertEqual(good, first.batch.items[0])

    def test_every_method_of_the_contract_is_there(self) -> None:
        for file in (margin_service_pb2, advisor_service_pb2, rule_set_service_pb2):
            for service in file.DESCRIPTOR.services_by_name.values():
                for method in service.methods:
                    name = re.sub("(?<!^)(?=[A-Z])", "_", method.name).lower()
                    self.assertTrue(hasattr(self.client, name), name)


class AsyncCallsTest(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        # Not from within the event loop, which would have to wait for it.
        target()

    async def asyncSetUp(self) -> None:
        # Its debug mode would print how long a busy machine takes.
        asyncio.get_running_loop().slow_callback_duration = 60

    async def test_every_call_answers_as_without_asyncio(self) -> None:
        asked = evaluation()
        requests: Dict[str, Message] = {
            "evaluate_margin": asked,
            "batch_evaluate_margin": v1.BatchEvaluateMarginRequest(
                accounts=[asked.account], market=asked.market, rule_set_id=asked.rule_set_id
            ),
            "preview_changes": example("isolate-a-bet.json", v1.PreviewChangesRequest),
            "simulate_liquidation": example(
                "drained-account.json", v1.SimulateLiquidationRequest
            ),
            "stress_margin": example("stressed-basis-book.json", v1.StressMarginRequest),
            "classify_positions": v1.ClassifyPositionsRequest(
                account=asked.account, market=asked.market, rule_set_id=asked.rule_set_id
            ),
            "recommend_margin_modes": example(
                "basis-book-and-a-bet.json", v1.RecommendMarginModesRequest
            ),
            "recommend_order_mode": example(
                "order-beside-a-basis-book.json", v1.RecommendOrderModeRequest
            ),
        }
        async with AsyncMarginClient(target()) as client:
            answers = await asyncio.gather(
                *(getattr(client, method)(request) for method, request in requests.items())
            )
            rule_sets = await client.list_rule_sets()
            rules = await client.get_rule_set("binance-usdm-2024-10")

        with MarginClient(target()) as plain:
            for (method, request), answer in zip(requests.items(), answers):
                with self.subTest(method):
                    self.assertEqual(answer, getattr(plain, method)(request))
            self.assertEqual(rule_sets, plain.list_rule_sets())
            self.assertEqual(rules, plain.get_rule_set("binance-usdm-2024-10"))

    async def test_streams(self) -> None:
        async def snapshots() -> AsyncIterator[v1.MonitorMarginRequest]:
            yield snapshot(1)

        async def books() -> AsyncIterator[v1.StreamEvaluateMarginRequest]:
            asked = evaluation()
            yield v1.StreamEvaluateMarginRequest(
                market=asked.market, rule_set_id=asked.rule_set_id, accounts=[asked.account]
            )

        async with AsyncMarginClient(target()) as client:
            causes = [
                cause
                async for answer in client.monitor_margin(snapshots())
                for cause in answer.account.causes
            ]
            (book,) = [answer async for answer in client.stream_evaluate_margin(books())]

        self.assertEqual(causes, [v1.MonitorMarginResponse.Cause.STARTED])
        equity = book.batch.items[0].result.totals.equity
        self.assertEqual(Decimal(equity), Decimal("318400"))

    async def test_failure_is_typed(self) -> None:
        async with AsyncMarginClient(target()) as client:
            with self.assertRaises(CrossguardError) as caught:
                await client.get_rule_set("no-such-rules")

        self.assertEqual(caught.exception.reason, "UNKNOWN_RULE_SET")

    async def test_both_clients_have_the_same_methods(self) -> None:
        def methods(kind: type) -> Set[str]:
            members = inspect.getmembers(kind, inspect.isfunction)
            return {name for name, _ in members if not name.startswith("_")}

        self.assertEqual(methods(AsyncMarginClient), methods(MarginClient))


if __name__ == "__main__":
    unittest.main()
