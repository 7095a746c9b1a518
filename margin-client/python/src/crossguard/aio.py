"""A connection to the service for programs on asyncio."""

from __future__ import annotations

from types import TracebackType
from typing import Any, AsyncIterable, AsyncIterator, List, Optional, Type, Union

import grpc
import grpc.aio

from crossguard import v1
from crossguard.aio_monitor import AsyncMarginMonitor
from crossguard.connection import Connection, open_channel
from crossguard.errors import CrossguardError
from crossguard.v1.advisor_service_pb2_grpc import AdvisorServiceStub
from crossguard.v1.margin_service_pb2_grpc import MarginServiceStub
from crossguard.v1.rule_set_service_pb2_grpc import RuleSetServiceStub


class AsyncMarginClient:
    """A connection to the service for one event loop. It is meant to be kept.

    Every method waits for the answer, at most for the deadline of the connection, and fails with a
    :class:`~crossguard.errors.CrossguardError`. No call changes anything, so each can be repeated;
    while the service is unavailable the client does that by itself.
    """

    def __init__(self, connection: Union[str, Connection]) -> None:
        """Makes a client that connects with the first call.

        :param connection: where the service is, or how it is reached in full
        :raises ValueError: if the connection can't be as it says
        """
        how = Connection(connection) if isinstance(connection, str) else connection
        self._deadline = how.deadline
        self._channel = open_channel(how, grpc.aio)
        self._margin = MarginServiceStub(self._channel)
        self._advisor = AdvisorServiceStub(self._channel)
        self._rule_sets = RuleSetServiceStub(self._channel)

    async def __aenter__(self) -> AsyncMarginClient:
        return self

    async def __aexit__(
        self,
        kind: Optional[Type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Ends the connection, and with it the calls that still wait."""
        await self._channel.close()

    async def evaluate_margin(self, request: v1.EvaluateMarginRequest) -> v1.EvaluateMarginResponse:
        """Computes every scope, position and exposure of one account."""
        return await self._answer(self._margin.EvaluateMargin, request)

    async def batch_evaluate_margin(
        self, request: v1.BatchEvaluateMarginRequest
    ) -> v1.BatchEvaluateMarginResponse:
        """Computes many accounts against one market and one rule set.

        A bad account fails alone: the response has a result or an error for each, in order, and
        ``CrossguardError.of_status(item.error)`` reads the error.
        """
        return await self._answer(self._margin.BatchEvaluateMargin, request)

    async def preview_changes(self, request: v1.PreviewChangesRequest) -> v1.PreviewChangesResponse:
        """Finds out whether the venue would accept changes, and what they would do."""
        return await self._answer(self._margin.PreviewChanges, request)

    async def simulate_liquidation(
        self, request: v1.SimulateLiquidationRequest
    ) -> v1.SimulateLiquidationResponse:
        """Liquidates what does not stand, by the rules: what is closed, and what is left."""
        return await self._answer(self._margin.SimulateLiquidation, request)

    async def stress_margin(self, request: v1.StressMarginRequest) -> v1.StressMarginResponse:
        """Computes where an account stands at other prices."""
        return await self._answer(self._margin.StressMargin, request)

    async def classify_positions(
        self, request: v1.ClassifyPositionsRequest
    ) -> v1.ClassifyPositionsResponse:
        """Finds out what hedges what in one account."""
        return await self._answer(self._advisor.ClassifyPositions, request)

    async def recommend_margin_modes(
        self, request: v1.RecommendMarginModesRequest
    ) -> v1.RecommendMarginModesResponse:
        """Recommends a margin mode, and a margin where it is isolated, for every position."""
        return await self._answer(self._advisor.RecommendMarginModes, request)

    async def recommend_order_mode(
        self, request: v1.RecommendOrderModeRequest
    ) -> v1.RecommendOrderModeResponse:
        """Says before a trade is made in which mode to open it, and with how much margin."""
        return await self._answer(self._advisor.RecommendOrderMode, request)

    async def list_rule_sets(self) -> List[v1.ListRuleSetsResponse.Summary]:
        """Lists the rule sets that the service knows, in the order of their names."""
        response = await self._answer(self._rule_sets.ListRuleSets, v1.ListRuleSetsRequest())
        return list(response.rule_sets)

    async def get_rule_set(self, rule_set_id: str) -> v1.RuleSet:
        """Returns one rule set in full. It can be changed and sent inline with a request."""
        request = v1.GetRuleSetRequest(rule_set_id=rule_set_id)
        response = await self._answer(self._rule_sets.GetRuleSet, request)
        return response.rule_set

    def stream_evaluate_margin(
        self, messages: AsyncIterable[v1.StreamEvaluateMarginRequest]
    ) -> AsyncIterator[v1.StreamEvaluateMarginResponse]:
        """Computes books that are larger than a message, message after message, each in its turn.

        The stream has no deadline, ends when the messages do and all is answered, and is cancelled
        where the caller no longer iterates.
        """
        return self._stream(self._margin.StreamEvaluateMargin, messages)

    def monitor_margin(
        self, messages: AsyncIterable[v1.MonitorMarginRequest]
    ) -> AsyncIterator[v1.MonitorMarginResponse]:
        """Watches accounts: a snapshot first, then what changes; the answers come as they do.

        The stream has no deadline, ends when the messages do and all is answered, and is cancelled
        where the caller no longer iterates. It is not opened anew where it breaks: ``monitor`` does
        that.
        """
        return self._stream(self._margin.MonitorMargin, messages)

    def monitor(self, start: v1.MonitorMarginRequest) -> AsyncMarginMonitor:
        """Watches accounts, and opens another stream where one is lost.

        :param start: has the snapshot, such as ``ImportedAccount.snapshot()``
        """
        return AsyncMarginMonitor(self._margin.MonitorMargin, start)

    async def _answer(self, method: Any, request: Any) -> Any:
        try:
            return await method(request, timeout=self._deadline)
        except grpc.aio.AioRpcError as failure:
            raise CrossguardError.of_call(failure) from failure

    @staticmethod
    async def _stream(method: Any, messages: AsyncIterable[Any]) -> AsyncIterator[Any]:
        call = method(messages)
        try:
            async for response in call:
                yield response
        except grpc.aio.AioRpcError as failure:
            raise CrossguardError.of_call(failure) from failure
        finally:
            call.cancel()
