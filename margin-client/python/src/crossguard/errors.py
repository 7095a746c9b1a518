"""How a call fails."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Dict, Optional, Tuple, Type, TypeVar

import grpc
from google.protobuf.message import DecodeError, Message
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

_DOMAIN = "crossguard"
_DETAILS = "grpc-status-details-bin"
_CODES = {code.value[0]: code for code in grpc.StatusCode}

_Detail = TypeVar("_Detail", bound=Message)


@dataclass(frozen=True)
class Violation:
    """A rule that a request breaks."""

    field: str
    """Path of the field, such as ``account.positions[2].quantity``."""

    rule: str
    """The rule in words."""


class CrossguardError(Exception):
    """A call that failed, or a part of one.

    The code says what kind of failure it is and the reason says which; both are listed with what
    to do about them in the README of the protocol. The text is for people.
    """

    code: grpc.StatusCode
    """What kind of failure it is."""

    message: str
    """What happened, for a person."""

    reason: str
    """Which failure it is, such as ``INVALID_FIELD``; empty where gRPC itself failed the call."""

    violations: Tuple[Violation, ...]
    """What is wrong with the request, field by field; empty where that is not the failure."""

    metadata: Dict[str, str]
    """Further facts by name, such as ``request_id`` or ``limit``."""

    retry_delay: Optional[timedelta]
    """How long to wait before the call is worth repeating, where the service says so."""

    def __init__(self, code: grpc.StatusCode, message: str, status: Status) -> None:
        info = _detail(status, ErrorInfo)
        ours = info is not None and info.domain == _DOMAIN
        bad = _detail(status, BadRequest)
        retry = _detail(status, RetryInfo)
        self.code = code
        self.message = message
        self.reason = info.reason if info is not None and ours else ""
        self.metadata = dict(info.metadata) if info is not None and ours else {}
        self.violations = tuple(
            Violation(violation.field, violation.description)
            for violation in (bad.field_violations if bad is not None else ())
        )
        self.retry_delay = retry.retry_delay.ToTimedelta() if retry is not None else None
        super().__init__(self._text())

    @staticmethod
    def of_call(failure: grpc.RpcError) -> CrossguardError:
        """What gRPC says about a call that failed."""
        trailers = failure.trailing_metadata() or ()
        details = next((value for key, value in trailers if key == _DETAILS), b"")
        return CrossguardError(failure.code(), failure.details() or "", _status(details))

    @staticmethod
    def of_status(status: Status) -> CrossguardError:
        """The failure of a part of a call that succeeded: an item of a batch, a refused message."""
        code = _CODES.get(status.code, grpc.StatusCode.UNKNOWN)
        return CrossguardError(code, status.message, status)

    def _text(self) -> str:
        kind = f"{self.code.name} {self.reason}".rstrip()
        lines = [f"{kind}: {self.message}"]
        lines += [f"  {violation.field}: {violation.rule}" for violation in self.violations]
        return "\n".join(lines)


def _status(details: bytes) -> Status:
    try:
        return Status.FromString(details)
    except DecodeError:
        # Details that can't be read must not hide the failure that they were to explain.
        return Status()


def _detail(status: Status, kind: Type[_Detail]) -> Optional[_Detail]:
    for packed in status.details:
        if packed.Is(kind.DESCRIPTOR):
            try:
                return kind.FromString(packed.value)
            except DecodeError:
                return None
    return None
