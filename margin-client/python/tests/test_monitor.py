"""Accounts that are watched over TCP, while the service ends and comes back."""

from __future__ import annotations

import asyncio
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Iterator, Type, TypeVar

import grpc

from crossguard import (
    AccountTold,
    AsyncMarginClient,
    CrossguardError,
    Interrupted,
    MarginClient,
    MessageRefused,
    MonitorEvent,
    Restored,
    v1,
)
from crossguard.monitor_course import MonitorCourse
from crossguard.monitored_state import MonitoredState
from crossguard.v1.margin_service_pb2_grpc import (
    MarginServiceServicer,
    add_MarginServiceServicer_to_server,
)
from tests.service import RunningService, target

_Event = TypeVar("_Event")
Cause = v1.MonitorMarginResponse.Cause


def account(balance: str = "10", account_id: str = "my-bot") -> v1.Account:
    """A hedged book: coins, and a short of 6,000 contracts of 100 USD."""
    return v1.Account(
        account_id=account_id,
        balances=[v1.Balance(asset="BTC", quantity=balance)],
        positions=[
            v1.Position(
                position_id="hedge",
                instrument_id="BTCUSD-PERP",
                quantity="-6000",
                entry_price="60000",
                cross=v1.Position.Cross(),
            )
        ],
    )


def market(price: str) -> v1.Market:
    return v1.Market(
        mark_prices=[v1.MarkPrice(instrument_id="BTCUSD-PERP", price=price)],
        index_prices=[v1.IndexPrice(asset="BTC", price=price)],
    )


def start(**terms: Any) -> v1.MonitorMarginRequest:
    snapshot = v1.MonitorMarginRequest.Snapshot(
        **{
            "accounts": [account()],
            "market": market("60000"),
            "rule_set_id": "example-coin-margined",
            **terms,
        }
    )
    return v1.MonitorMarginRequest(snapshot=snapshot)


def tick(price: str) -> v1.MonitorUpdate:
    return v1.MonitorUpdate(market=market(price))


def wallet(balance: str) -> v1.MonitorUpdate:
    balances = [v1.Balance(asset="BTC", quantity=balance)]
    return v1.MonitorUpdate(deltas=[v1.AccountDelta(account_id="my-bot", balances=balances)])


def told(event: MonitorEvent, kind: Type[_Event]) -> _Event:
    assert isinstance(event, kind), event
    return event


class MonitorTest(unittest.TestCase):
    def margin(self, client: MarginClient, balance: str, price: str) -> v1.EvaluateMarginResponse:
        return client.evaluate_margin(
            v1.EvaluateMarginRequest(
                account=account(balance),
                market=market(price),
                rule_set_id="example-coin-margined",
            )
        )

    def test_tells_what_calls_answer_until_it_is_finished(self) -> None:
        with MarginClient(target()) as client, client.monitor(start()) as monitor:
            events = iter(monitor)
            first = told(next(events), AccountTold).account
            self.assertEqual(first.margin, self.margin(client, "10", "60000"))

            monitor.update(wallet("20"))
            monitor.update(tick("50000"))
            monitor.ask("my-bot")
            monitor.finish()

            (asked,) = [told(event, AccountTold).account for event in events]
            self.assertEqual(asked.causes, [Cause.REQUESTED])
            self.assertEqual(asked.margin, self.margin(client, "20", "50000"))

    def test_refused_update_is_told_and_the_others_hold(self) -> None:
        with MarginClient(target()) as client, client.monitor(start()) as monitor:
            events = iter(monitor)
            next(events)
            monitor.update(wallet("20"))
            monitor.update(wallet("twenty"))
            monitor.ask()

            refused = told(next(events), MessageRefused)
            self.assertEqual(refused.message.update, wallet("twenty"))
            fields = [violation.field for violation in refused.failure.violations]
            self.assertEqual(fields, ["update.deltas[0].balances[0].quantity"])
            asked = told(next(events), AccountTold).account
            self.assertEqual(asked.margin, self.margin(client, "20", "60000"))

    def test_refused_snapshot_is_raised(self) -> None:
        with MarginClient(target()) as client:
            monitor = client.monitor(start(rule_set_id="no-such-rules"))
            with self.assertRaises(CrossguardError) as caught:
                next(iter(monitor))

        self.assertEqual(caught.exception.reason, "UNKNOWN_RULE_SET")

    def test_what_is_no_snapshot_is_refused(self) -> None:
        with MarginClient(target()) as client:
            with self.assertRaisesRegex(ValueError, "a monitor starts with a snapshot"):
                client.monitor(v1.MonitorMarginRequest(update=tick("1")))

    def test_closed_by_another_thread_it_ends(self) -> None:
        with MarginClient(target()) as client, client.monitor(start()) as monitor:
            events = iter(monitor)
            next(events)
            threading.Thread(target=monitor.close).start()

            self.assertEqual(list(events), [])

    def test_service_that_ends_and_comes_back_watches_the_same_state(self) -> None:
        first = RunningService("--set", "drain-seconds=1")
        with MarginClient(first.target) as client, client.monitor(start()) as monitor:
            events = iter(monitor)
            next(events)
            # What is refused before the end is not sent again; what is sent during it is.
            monitor.update(wallet("twenty"))
            told(next(events), MessageRefused)
            monitor.update(wallet("20"))
            monitor.ask()
            told(next(events), AccountTold)

            first.end()
            cause = told(next(events), Interrupted).cause
            self.assertEqual(cause.code, grpc.StatusCode.UNAVAILABLE)
            monitor.update(tick("55000"))
            monitor.update(tick("50000"))
            monitor.update(wallet("30"))
            second = RunningService("--port", str(first.port))
            self.addCleanup(second.end)

            told(next(events), Restored)
            again = told(next(events), AccountTold).account
            self.assertIn(Cause.STARTED, again.causes)
            monitor.ask()
            asked = told(next(events), AccountTold).account
            self.assertEqual(asked.margin, self.margin(client, "30", "50000"))

    def test_silent_service_is_left(self) -> None:
        service = Silent()
        server = grpc.server(ThreadPoolExecutor(max_workers=4))
        add_MarginServiceServicer_to_server(service, server)
        port = server.add_insecure_port("localhost:0")
        server.start()
        self.addCleanup(server.stop, None)
        with MarginClient(f"localhost:{port}") as client:
            monitor = client.monitor(start())
            monitor._course.silence_max = 0.2
            heard = []
            for event in monitor:
                heard.append(type(event))
                if isinstance(event, Interrupted):
                    rule = "nothing was heard from the service for 0.2 s"
                    self.assertIn(rule, str(event.cause))
                if Restored in heard and isinstance(event, AccountTold):
                    break
            # A break leaves the iteration to the collector of garbage; this ends it now.
            monitor.close()

        # On a busy machine the first answer may be late as well.
        self.assertEqual(heard[-3:], [Interrupted, Restored, AccountTold])
        self.assertGreaterEqual(service.streams, 2)


class AsyncMonitorTest(unittest.IsolatedAsyncioTestCase):
    @classmethod
    def setUpClass(cls) -> None:
        # Not from within the event loop, which would have to wait for it.
        target()

    async def asyncSetUp(self) -> None:
        # Its debug mode would print how long a busy machine takes.
        asyncio.get_running_loop().slow_callback_duration = 60

    async def test_tells_until_it_is_finished(self) -> None:
        async with AsyncMarginClient(target()) as client, client.monitor(start()) as monitor:
            events = monitor.__aiter__()
            told(await events.__anext__(), AccountTold)
            monitor.update(wallet("twenty"))
            monitor.update(wallet("20"))
            monitor.ask("my-bot")
            monitor.finish()

            rest = [event async for event in events]

        told(rest[0], MessageRefused)
        self.assertEqual(told(rest[1], AccountTold).account.causes, [Cause.REQUESTED])
        self.assertEqual(len(rest), 2)

    async def test_refused_snapshot_is_raised(self) -> None:
        async with AsyncMarginClient(target()) as client:
            with self.assertRaises(CrossguardError) as caught:
                await client.monitor(start(rule_set_id="no-such-rules")).__aiter__().__anext__()

        self.assertEqual(caught.exception.reason, "UNKNOWN_RULE_SET")

    async def test_closed_it_ends(self) -> None:
        async with AsyncMarginClient(target()) as client, client.monitor(start()) as monitor:
            events = monitor.__aiter__()
            await events.__anext__()
            asyncio.get_running_loop().call_soon(monitor.close)

            self.assertEqual([event async for event in events], [])

    async def test_service_that_ends_and_comes_back_watches_the_same_state(self) -> None:
        loop = asyncio.get_running_loop()
        first = await loop.run_in_executor(None, lambda: RunningService("--set", "drain-seconds=1"))
        async with AsyncMarginClient(first.target) as client, client.monitor(start()) as monitor:
            events = monitor.__aiter__()
            await events.__anext__()
            monitor.update(wallet("20"))
            monitor.ask()
            told(await events.__anext__(), AccountTold)

            await loop.run_in_executor(None, first.end)
            told(await events.__anext__(), Interrupted)
            monitor.update(tick("50000"))
            second = await loop.run_in_executor(
                None, lambda: RunningService("--port", str(first.port))
            )
            self.addCleanup(second.end)

            told(await events.__anext__(), Restored)
            told(await events.__anext__(), AccountTold)
            monitor.ask()
            asked = told(await events.__anext__(), AccountTold).account
            expected = await client.evaluate_margin(
                v1.EvaluateMarginRequest(
                    account=account("20"),
                    market=market("50000"),
                    rule_set_id="example-coin-margined",
                )
            )
            self.assertEqual(asked.margin, expected)


class MonitorCourseTest(unittest.TestCase):
    def test_prices_are_folded_while_there_is_no_stream_and_nothing_else(self) -> None:
        course = MonitorCourse(start())
        for update in (tick("1"), tick("2"), wallet("3"), tick("4")):
            course.update(update)
        course.ask(["my-bot"])

        sent = list(iter(course.next, None))

        self.assertEqual([message.update for message in sent], [tick("2"), wallet("3"), tick("4")])

    def test_what_was_on_its_way_is_sent_again_but_for_questions(self) -> None:
        course = MonitorCourse(start())
        course.opened()
        course.update(tick("1"))
        course.ask([])
        course.update(tick("2"))
        for _ in range(2):
            course.next()

        course.lost(CrossguardError.of_status(v1.MonitorMarginResponse.Refusal().error))
        course.opened()

        sent = list(iter(course.next, None))
        self.assertEqual([message.update for message in sent], [tick("1"), tick("2")])
        self.assertEqual([message.sequence for message in sent], [2, 3])

    def test_state_has_rows_of_updates_in_their_places(self) -> None:
        state = MonitoredState(start().snapshot)
        second = v1.Position(position_id="second")
        state.apply(
            v1.MonitorUpdate(
                deltas=[v1.AccountDelta(account_id="my-bot", positions=[second])],
                accounts=[v1.Account(account_id="other")],
            )
        )
        state.apply(
            v1.MonitorUpdate(
                deltas=[
                    v1.AccountDelta(
                        account_id="my-bot",
                        positions=[v1.Position(position_id="hedge", quantity="1")],
                        removed_assets=["BTC"],
                    )
                ],
                removed_account_ids=["other"],
                market=market("1"),
            )
        )

        (message,) = state.messages()

        expected = start(
            accounts=[
                v1.Account(
                    account_id="my-bot",
                    positions=[v1.Position(position_id="hedge", quantity="1"), second],
                )
            ],
            market=market("1"),
        )
        self.assertEqual(message, expected)

    def test_state_goes_on_from_the_classes_of_an_advice(self) -> None:
        state = MonitoredState(start(advice=v1.MonitorAdvice()).snapshot)
        advice = v1.RecommendMarginModesResponse(account_id="my-bot")
        kind = v1.HedgeGroup.Classification.DELTA_NEUTRAL
        advice.hedge_groups.add(hedge_group_id="cross/BTC", classification=kind)
        state.remember(v1.MonitorMarginResponse.MonitoredAccount(advice=advice))

        (message,) = state.messages()
        (known,) = message.snapshot.advice.previous_classes
        self.assertEqual(known.account_id, "my-bot")
        self.assertEqual(known.classes[0].classification, kind)

        state.apply(v1.MonitorUpdate(removed_account_ids=["my-bot"]))
        (message,) = state.messages()
        self.assertEqual(len(message.snapshot.advice.previous_classes), 0)

    def test_state_of_many_accounts_is_several_messages(self) -> None:
        for accounts, messages in [(0, 1), (1000, 1), (1001, 2), (2001, 3)]:
            names = [f"account-{number}" for number in range(accounts)]
            many = [v1.Account(account_id=name) for name in names]
            state = MonitoredState(start(accounts=many).snapshot)

            first, *others = state.messages()

            with self.subTest(accounts):
                self.assertEqual(1 + len(others), messages)
                sent = [*first.snapshot.accounts]
                for other in others:
                    self.assertLessEqual(len(other.update.accounts), 1000)
                    sent += other.update.accounts
                self.assertEqual([account.account_id for account in sent], names)


class Silent(MarginServiceServicer):
    """Answers what starts a stream, and no more."""

    def __init__(self) -> None:
        self.streams = 0

    def MonitorMargin(
        self, messages: Iterator[v1.MonitorMarginRequest], context: grpc.ServicerContext
    ) -> Iterator[v1.MonitorMarginResponse]:
        self.streams += 1
        next(messages)
        yield v1.MonitorMarginResponse(
            sequence=1, account=v1.MonitorMarginResponse.MonitoredAccount()
        )
        for _ in messages:
            pass


if __name__ == "__main__":
    unittest.main()
