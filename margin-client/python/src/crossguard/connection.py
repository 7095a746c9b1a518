"""How a client reaches the service."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

import grpc

_THIS_MACHINE = re.compile(r"(localhost|127\.\d+\.\d+\.\d+|\[::1])(:\d+)?")

ATTEMPTS_LIMIT = 5
"""The most attempts that gRPC makes, whatever is configured."""


@dataclass(frozen=True)
class Connection:
    """How a client reaches the service.

    The connection has TLS, unless the service is on this machine, as ``localhost``, ``127.0.0.1``
    or ``[::1]``. Everything about certificates, and a token, ask for TLS there too.
    """

    target: str
    """Where the service is, such as ``localhost:50051`` or ``dns:///margin.example:50051``."""

    deadline: float = 10.0
    """How long one call may take, repeats included, in seconds; positive."""

    token: Union[str, Callable[[], str], None] = field(default=None, repr=False)
    """Bearer token that goes with every call, or what is asked for it each time. Over TLS alone."""

    trust: Optional[bytes] = None
    """PEM of the authorities that the service may have its certificate from. Default: gRPC's."""

    certificate: Optional[bytes] = None
    """PEM of the certificate, with its chain, to show to the service; with ``private_key``."""

    private_key: Optional[bytes] = field(default=None, repr=False)
    """PEM of its private key, without password."""

    server_name: Optional[str] = None
    """Name that the certificate of the service must have. Default: the host of the target."""

    tls: bool = False
    """Speak TLS to this machine too."""

    plaintext: bool = False
    """Speak without TLS to another machine too: whoever is between can read the accounts."""

    attempts_max: int = 4
    """How often a call is tried while the service is unavailable, from 1 (no repeat) to 5."""

    response_bytes_max: int = 64 * 1024 * 1024
    """Largest response that is accepted, in bytes; positive."""

    def __post_init__(self) -> None:
        _require(bool(self.target.strip()), "target must not be empty")
        _require(self.deadline > 0, "deadline must be positive")
        _require(
            1 <= self.attempts_max <= ATTEMPTS_LIMIT,
            f"attempts_max must be from 1 to {ATTEMPTS_LIMIT}",
        )
        _require(self.response_bytes_max > 0, "response_bytes_max must be positive")
        _require(
            (self.certificate is None) == (self.private_key is None),
            "certificate, private_key: both must be there, or neither",
        )
        _require(
            not (self.plaintext and self.token is not None),
            "plaintext: a token is sent over TLS alone",
        )
        _require(
            not (self.plaintext and self._asks_for_tls()),
            "plaintext must not stand beside what asks for TLS",
        )

    @property
    def is_secured(self) -> bool:
        """Whether the connection has TLS. Names are not looked up."""
        host = re.sub("^dns:///", "", self.target)
        on_this_machine = _THIS_MACHINE.fullmatch(host) is not None
        return self._asks_for_tls() or not (on_this_machine or self.plaintext)

    def _asks_for_tls(self) -> bool:
        given = (self.token, self.trust, self.certificate, self.server_name)
        return self.tls or any(part is not None for part in given)


def open_channel(connection: Connection, api: Any) -> Any:
    """Opens a channel with ``grpc`` or ``grpc.aio``; it connects with the first call."""
    options = _options(connection)
    if not connection.is_secured:
        return api.insecure_channel(connection.target, options=options)
    credentials = grpc.ssl_channel_credentials(
        connection.trust, connection.private_key, connection.certificate
    )
    if connection.token is not None:
        credentials = grpc.composite_channel_credentials(
            credentials, grpc.metadata_call_credentials(_bearer(connection.token))
        )
    return api.secure_channel(connection.target, credentials, options=options)


def _options(connection: Connection) -> List[Tuple[str, Union[str, int]]]:
    options: List[Tuple[str, Union[str, int]]] = [
        ("grpc.max_receive_message_length", connection.response_bytes_max),
        # Without it gRPC looks for a service that has gone away as seldom as every two minutes.
        ("grpc.max_reconnect_backoff_ms", 10_000),
        ("grpc.service_config", json.dumps(_service_config(connection))),
    ]
    if connection.server_name is not None:
        options.append(("grpc.ssl_target_name_override", connection.server_name))
    return options


def _service_config(connection: Connection) -> Dict[str, Any]:
    # Only round robin looks at health; the empty name is the server as a whole.
    config: Dict[str, Any] = {
        "loadBalancingConfig": [{"round_robin": {}}],
        "healthCheckConfig": {"serviceName": ""},
    }
    if connection.attempts_max > 1:
        retries = {
            "maxAttempts": connection.attempts_max,
            "initialBackoff": "0.1s",
            "maxBackoff": "1s",
            "backoffMultiplier": 2,
            "retryableStatusCodes": ["UNAVAILABLE"],
        }
        # An empty name stands for every method: none changes anything, so each can be repeated.
        config["methodConfig"] = [{"name": [{}], "retryPolicy": retries}]
        # While more than one call of ten fails for long, nothing is tried again: a service that is
        # down must not be held down by those that wait for it.
        config["retryThrottling"] = {"maxTokens": 400, "tokenRatio": 0.1}
    return config


def _bearer(token: Union[str, Callable[[], str]]) -> Callable[[Any, Any], None]:
    def add(_context: Any, callback: Any) -> None:
        text = token() if callable(token) else token
        callback((("authorization", f"Bearer {text}"),), None)

    return add


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
