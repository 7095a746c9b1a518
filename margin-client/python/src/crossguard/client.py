"""A connection to the service."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Iterable, Iterator, List, Optional, Type, Union

import grpc

from crossguard import v1
from crossguard.connection import Connection, open_channel
from crossguard.errors import CrossguardError
from crossguard.monitor import MarginMonitor
from crossguard.v1.advisor_service_pb2_grpc import AdvisorServiceStub
from crossguard.v1.margin_service_pb2_grpc import MarginServiceStub
from crossguard.v1.rule_set_service_pb2_grpc import RuleSetServiceStub


class MarginClient:
    """A connection to the service. It can be shared between threads and is meant to be kept.

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
        self._channel = open_channel(how, grpc)
        self._margin = MarginServiceStub(self._channel)
        self._advisor = AdvisorServiceStub(self._channel)
        self._rule_sets = RuleSetServiceStub(self._channel)

    def __enter__(self) -> MarginClient:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection, and with it the calls that still wait."""
        self._channel.close()

    def evaluate_margin(self, request: v1.EvaluateMarginRequest) -> v1.EvaluateMarginResponse:
        """Computes every scope, position and exposure of one account."""
        return self._answer(self._margin.EvaluateMargin, request)

    def batch_evaluate_margin(
        self, request: v1.BatchEvaluateMarginRequest
    ) -> v1.BatchEvaluateMarginResponse:
        """Computes many accounts against one market and one rule set.

        A bad account fails alone: the response has a result or an error for each, in order, and
        ``CrossguardError.of_status(item.error)`` reads the error.
        """
        return self._answer(self._margin.BatchEvaluateMargin, request)

    def preview_changes(self, request: v1.PreviewChangesRequest) -> v1.PreviewChangesResponse:
        """Finds out whether the venue would accept changes, and what they would do."""
        return self._answer(self._margin.PreviewChanges, request)

    def simulate_liquidation(
        self, request: v1.SimulateLiquidationRequest
    ) -> v1.SimulateLiquidationResponse:
        """Liquidates what does not stand, by the rules: what is closed, and what is left."""
        return self._answer(self._margin.SimulateLiquidation, request)

    def stress_margin(self, request: v1.StressMarginRequest) -> v1.StressMarginResponse:
        """Computes where an account stands at other prices."""
        return self._answer(self._margin.StressMargin, request)

    def classify_positions(
        self, request: v1.ClassifyPositionsRequest
    ) -> v1.ClassifyPositionsResponse:
        """Finds out what hedges what in one account."""
        return self._answer(self._advisor.ClassifyPositions, request)

    def recommend_margin_modes(
        self, request: v1.RecommendMarginModesRequest
    ) -> v1.RecommendMarginModesResponse:
        """Recommends a margin mode, and a margin where it is isolated, for every position."""
        return self._answer(self._advisor.RecommendMarginModes, request)

    def recommend_order_mode(
        self, request: v1.RecommendOrderModeRequest
    ) -> v1.RecommendOrderModeResponse:
        """Says before a trade is made in which mode to open it, and with how much margin."""
        return self._answer(self._advisor.RecommendOrderMode, request)

    def list_rule_sets(self) -> List[v1.ListRuleSetsResponse.Summary]:
        """Lists the rule sets that the service knows, in the order of their names."""
        response = self._answer(self._rule_sets.ListRuleSets, v1.ListRuleSetsRequest())
        return list(response.rule_sets)

    def get_rule_set(self, rule_set_id: str) -> v1.RuleSet:
        """Returns one rule set in full. It can be changed and sent inline with a request."""
        request = v1.GetRuleSetRequest(rule_set_id=rule_set_id)
        return self._answer(self._rule_sets.GetRuleSet, request).rule_set

    def stream_evaluate_margin(
        self, messages: Iterable[v1.StreamEvaluateMarginRequest]
    ) -> Iterator[v1.StreamEvaluateMarginResponse]:
        """Computes books that are larger than a message, message after message, each in its turn.

        The messages are taken from another thread. The stream has no deadline, ends when they do
        and all is answered, and is cancelled where the caller no longer iterates.
        """
        return self._stream(self._margin.StreamEvaluateMargin, messages)

    def monitor_margin(
        self, messages: Iterable[v1.MonitorMarginRequest]
    ) -> Iterator[v1.MonitorMarginResponse]:
        """Watches accounts: a snapshot first, then what changes; the answers come as they do.

        The messages are taken from another thread. The stream has no deadline, ends when they do
        and all is answered, and is cancelled where the caller no longer iterates. It is not opened
        anew where it breaks: ``monitor`` does that.
        """
        return self._stream(self._margin.MonitorMargin, messages)

    def monitor(self, start: v1.MonitorMarginRequest) -> MarginMonitor:
        """Watches accounts, and opens another stream where one is lost.

        :param start: has the snapshot, such as ``ImportedAccount.snapshot()``
        """
        return MarginMonitor(self._margin.MonitorMargin, start)

    def _answer(self, method: Any, request: Any) -> Any:
        try:
            return method(request, timeout=self._deadline)
        except grpc.RpcError as failure:
            raise CrossguardError.of_call(failure) from failure

    @staticmethod
    def _stream(method: Any, messages: Iterable[Any]) -> Iterator[Any]:
        call = method(iter(messages))
        try:
            yield from call
        except grpc.RpcError as failure:
            raise CrossguardError.of_call(failure) from failure
        finally:
            call.cancel()
