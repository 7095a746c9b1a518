"""What a call fails with, and what a client refuses to connect with."""

from __future__ import annotations

import unittest

import grpc

from crossguard import Connection, CrossguardError, MarginClient, v1
from tests.service import example, target


class FailuresTest(unittest.TestCase):
    def failure(self, connection: Connection, request: v1.EvaluateMarginRequest) -> CrossguardError:
        with MarginClient(connection) as client:
            with self.assertRaises(CrossguardError) as caught:
                client.evaluate_margin(request)
        return caught.exception

    def test_bad_request_names_every_violation(self) -> None:
        request = example("binance-usdm-account.json", v1.EvaluateMarginRequest)
        request.account.positions[0].quantity = "1e5"
        request.account.positions[2].entry_price = ""

        error = self.failure(Connection(target()), request)

        self.assertEqual(error.code, grpc.StatusCode.INVALID_ARGUMENT)
        self.assertEqual(error.reason, "INVALID_FIELD")
        self.assertEqual(
            [violation.field for violation in error.violations],
            ["account.positions[0].quantity", "account.positions[2].entryPrice"],
        )
        self.assertIn("must be a plain decimal", error.violations[0].rule)
        self.assertIn("account.positions[2].entryPrice: ", str(error))
        self.assertIsNone(error.retry_delay)

    def test_limit_is_in_the_metadata(self) -> None:
        request = v1.EvaluateMarginRequest(
            account=v1.Account(account_id="large", balances=[v1.Balance()] * 201)
        )

        error = self.failure(Connection(target()), request)

        self.assertEqual(error.reason, "LIMIT_EXCEEDED")
        self.assertEqual(error.metadata, {"limit": "200", "count": "201"})

    def test_nobody_answers(self) -> None:
        error = self.failure(
            Connection("localhost:1", attempts_max=1), v1.EvaluateMarginRequest()
        )

        self.assertEqual(error.code, grpc.StatusCode.UNAVAILABLE)
        self.assertEqual(error.reason, "")
        self.assertEqual(error.violations, ())

    def test_deadline_passes(self) -> None:
        # A microsecond: over before the request can have been written.
        error = self.failure(
            Connection(target(), deadline=0.000001), v1.EvaluateMarginRequest()
        )

        self.assertEqual(error.code, grpc.StatusCode.DEADLINE_EXCEEDED)


class ConnectionTest(unittest.TestCase):
    def test_only_this_machine_is_reached_without_tls(self) -> None:
        for host in ["localhost:50051", "127.0.0.1:50051", "[::1]:50051", "dns:///localhost:1"]:
            self.assertFalse(Connection(host).is_secured, host)
        for host in ["margin.example:50051", "localhost.example:1", "10.0.0.1:1", "[::2]:1"]:
            self.assertTrue(Connection(host).is_secured, host)
        self.assertFalse(Connection("margin.example:50051", plaintext=True).is_secured)

    def test_what_is_about_tls_asks_for_it(self) -> None:
        self.assertTrue(Connection("localhost:1", tls=True).is_secured)
        self.assertTrue(Connection("localhost:1", token="secret").is_secured)
        self.assertTrue(Connection("localhost:1", trust=b"PEM").is_secured)
        self.assertTrue(Connection("localhost:1", server_name="margin.example").is_secured)

    def test_secrets_are_not_printed(self) -> None:
        shown = Connection("a:1", token="secret", certificate=b"PEM", private_key=b"secret")

        self.assertNotIn("secret", repr(shown))

    def test_what_can_not_be_is_refused(self) -> None:
        for options, rule in [
            ({"target": " "}, "target must not be empty"),
            ({"deadline": 0.0}, "deadline must be positive"),
            ({"attempts_max": 0}, "attempts_max must be from 1 to 5"),
            ({"attempts_max": 6}, "attempts_max must be from 1 to 5"),
            ({"response_bytes_max": 0}, "response_bytes_max must be positive"),
            ({"certificate": b"PEM"}, "certificate, private_key: both must be there"),
            ({"plaintext": True, "token": "secret"}, "a token is sent over TLS alone"),
            ({"plaintext": True, "tls": True}, "plaintext must not stand beside"),
        ]:
            with self.subTest(rule), self.assertRaisesRegex(ValueError, rule):
                Connection(**{"target": "margin.example:1", **options})


if __name__ == "__main__":
    unittest.main()
