"""A service with TLS and an access file."""

from __future__ import annotations

import subprocess
import tempfile
import unittest
from pathlib import Path
from typing import Any

import grpc

from crossguard import Connection, CrossguardError, MarginClient, v1
from tests.service import example, start

TOKEN = "a-token-of-this-test"
HASTY = "another-token-of-this-test"
ACCESS = f"""
bot    evaluate  plain:{TOKEN}
hasty  evaluate  plain:{HASTY}  calls-per-second=1
desk   evaluate  certificate:localhost
"""


class SecuredTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        key, certificate, access = (Path(folder.name, name) for name in ("key", "crt", "access"))
        names = "subjectAltName=DNS:localhost,DNS:margin.example"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
            + ["-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", names]
            + ["-keyout", str(key), "-out", str(certificate)],
            check=True,
            capture_output=True,
        )
        access.write_text(ACCESS)
        settings = {
            "tls.certificate": certificate,
            "tls.private-key": key,
            "tls.client-authority": certificate,
            "tls.client-certificate": "optional",
            "access.file": access,
        }
        port = start(*(part for name, value in settings.items() for part in ("--set", f"{name}={value}")))
        cls.target = f"localhost:{port}"
        cls.certificate = certificate.read_bytes()
        cls.key = key.read_bytes()

    def connection(self, **options: Any) -> Connection:
        options = {"target": self.target, "trust": self.certificate, **options}
        return Connection(**options)

    def failure(self, connection: Connection) -> CrossguardError:
        with MarginClient(connection) as client, self.assertRaises(CrossguardError) as caught:
            client.list_rule_sets()
        return caught.exception

    def test_token_is_shown(self) -> None:
        for token in (TOKEN, lambda: TOKEN):
            with MarginClient(self.connection(token=token)) as client:
                self.assertTrue(client.list_rule_sets())

    def test_certificate_is_shown(self) -> None:
        shown = self.connection(certificate=self.certificate, private_key=self.key)
        with MarginClient(shown) as client:
            self.assertTrue(client.list_rule_sets())

    def test_certificate_of_the_service_may_have_another_name(self) -> None:
        address = self.target.replace("localhost", "127.0.0.1")
        named = self.connection(target=address, server_name="margin.example", token=TOKEN)
        with MarginClient(named) as client:
            self.assertTrue(client.list_rule_sets())
        error = self.failure(
            self.connection(server_name="other.example", token=TOKEN, attempts_max=1)
        )
        self.assertEqual(error.code, grpc.StatusCode.UNAVAILABLE)

    def test_certificate_that_is_not_trusted(self) -> None:
        error = self.failure(self.connection(trust=None, token=TOKEN, attempts_max=1))

        self.assertEqual(error.code, grpc.StatusCode.UNAVAILABLE)

    def test_credentials_that_do_not_do(self) -> None:
        missing = self.failure(self.connection())
        unknown = self.failure(self.connection(token="a-token-of-nobody"))

        self.assertEqual(missing.code, grpc.StatusCode.UNAUTHENTICATED)
        self.assertEqual(missing.reason, "CREDENTIALS_MISSING")
        self.assertEqual(unknown.reason, "CREDENTIALS_UNKNOWN")

    def test_permission_that_is_missing(self) -> None:
        order = example("order-beside-a-basis-book.json", v1.RecommendOrderModeRequest)
        with MarginClient(self.connection(token=TOKEN)) as client:
            with self.assertRaises(CrossguardError) as caught:
                client.recommend_order_mode(order)

        self.assertEqual(caught.exception.code, grpc.StatusCode.PERMISSION_DENIED)
        self.assertEqual(caught.exception.reason, "PERMISSION_MISSING")
        self.assertEqual(caught.exception.metadata, {"permission": "advise"})

    def test_quota_says_when_to_come_back(self) -> None:
        with MarginClient(self.connection(token=HASTY)) as client:
            with self.assertRaises(CrossguardError) as caught:
                for _ in range(1000):
                    client.list_rule_sets()

        error = caught.exception
        self.assertEqual(error.code, grpc.StatusCode.RESOURCE_EXHAUSTED)
        self.assertEqual(error.reason, "QUOTA_EXCEEDED")
        assert error.retry_delay is not None
        self.assertGreater(error.retry_delay.total_seconds(), 0)
        self.assertLessEqual(error.retry_delay.total_seconds(), 1)


if __name__ == "__main__":
    unittest.main()
