"""Calls to a service that comes and goes."""

from __future__ import annotations

import unittest
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

from crossguard import Connection, CrossguardError, MarginClient, v1
from crossguard.v1.rule_set_service_pb2_grpc import (
    RuleSetServiceServicer,
    add_RuleSetServiceServicer_to_server,
)


class Unsteady(RuleSetServiceServicer):
    """Is unavailable for some calls, and answers the next ones."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    def ListRuleSets(self, request: Any, context: grpc.ServicerContext) -> Any:
        self.calls += 1
        if self.calls <= self.failures:
            context.abort(grpc.StatusCode.UNAVAILABLE, "not now")
        return v1.ListRuleSetsResponse()


class RepeatsTest(unittest.TestCase):
    def serve(self, failures: int) -> Unsteady:
        service = Unsteady(failures)
        server = grpc.server(ThreadPoolExecutor(max_workers=2))
        add_RuleSetServiceServicer_to_server(service, server)
        self.target = f"localhost:{server.add_insecure_port('localhost:0')}"
        server.start()
        self.addCleanup(server.stop, None)
        return service

    def test_call_is_repeated_while_the_service_is_unavailable(self) -> None:
        service = self.serve(failures=3)
        with MarginClient(self.target) as client:
            self.assertEqual(client.list_rule_sets(), [])
        self.assertEqual(service.calls, 4)

    def test_call_fails_after_the_last_attempt(self) -> None:
        service = self.serve(failures=4)
        with MarginClient(self.target) as client:
            with self.assertRaisesRegex(CrossguardError, "^UNAVAILABLE: not now$"):
                client.list_rule_sets()
        self.assertEqual(service.calls, 4)

    def test_one_attempt_is_no_repeat(self) -> None:
        service = self.serve(failures=1)
        with MarginClient(Connection(self.target, attempts_max=1)) as client:
            with self.assertRaises(CrossguardError):
                client.list_rule_sets()
        self.assertEqual(service.calls, 1)


if __name__ == "__main__":
    unittest.main()
