"""How the watching of accounts goes on, whatever becomes of a stream. It neither waits nor sends."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass
from typing import Deque, List, Optional, Union

import grpc
from google.rpc.status_pb2 import Status

from crossguard import v1
from crossguard.errors import CrossguardError
from crossguard.monitored_state import MonitoredState, Prices

_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 10.0
_HEARTBEAT = 10.0
_MISSED_HEARTBEATS = 3

# What does not go away by itself.
_LASTING = frozenset(
    {
        grpc.StatusCode.INVALID_ARGUMENT,
        grpc.StatusCode.NOT_FOUND,
        grpc.StatusCode.UNAUTHENTICATED,
        grpc.StatusCode.PERMISSION_DENIED,
        grpc.StatusCode.UNIMPLEMENTED,
    }
)


@dataclass(frozen=True)
class AccountTold:
    """An account has something to tell: why, where it stands, and what has changed since."""

    account: v1.MonitorMarginResponse.MonitoredAccount
    """What is told."""

    answer: v1.MonitorMarginResponse
    """The whole answer, with the number of the last message that it accounts for."""


@dataclass(frozen=True)
class MessageRefused:
    """An update or a question was refused; nothing of it holds, and the others do."""

    message: v1.MonitorMarginRequest
    """As it was sent, with its number on its stream."""

    failure: CrossguardError
    """Why, with paths that start at the message."""


@dataclass(frozen=True)
class Interrupted:
    """Nothing is watched at the moment: the monitor goes on trying, and updates are kept."""

    cause: CrossguardError
    """What the stream failed with."""


@dataclass(frozen=True)
class Restored:
    """All accounts are watched again from the state that was known; each is told of anew."""


MonitorEvent = Union[AccountTold, MessageRefused, Interrupted, Restored]
"""What a monitor hears."""


class MonitorCourse:
    """What the service has accepted, what is on its way, and what waits."""

    def __init__(self, start: v1.MonitorMarginRequest) -> None:
        if not start.HasField("snapshot"):
            raise ValueError("a monitor starts with a snapshot")
        heartbeat = start.snapshot.heartbeat.ToTimedelta().total_seconds()
        self.silence_max = _MISSED_HEARTBEATS * (heartbeat or _HEARTBEAT)
        """After how many seconds without an answer a stream counts as lost."""

        self._accepted = MonitoredState(start.snapshot)
        self._unsent: Deque[v1.MonitorMarginRequest] = deque()
        self._unconfirmed: Deque[v1.MonitorMarginRequest] = deque()
        self._starting = 0
        self._sequence = 0
        self._is_open = False
        self._has_answered = False
        self._is_interrupted = False
        self._failed_tries = 0

    def opened(self) -> List[v1.MonitorMarginRequest]:
        """What a new stream starts with."""
        self._sequence = 0
        self._has_answered = False
        self._is_open = True
        start = [self._numbered(message) for message in self._accepted.messages()]
        self._starting = len(start)
        return start

    def update(self, update: v1.MonitorUpdate) -> None:
        """Adds an update. While there is no stream prices that follow prices are folded into one."""
        last = self._unsent[-1].update if self._unsent else v1.MonitorUpdate()
        if not self._is_open and _are_only_prices(last) and _are_only_prices(update):
            prices = Prices()
            prices.apply(last.market)
            prices.apply(update.market)
            self._unsent.pop()
            update = v1.MonitorUpdate(market=prices.market())
        self._unsent.append(v1.MonitorMarginRequest(update=update))

    def ask(self, account_ids: List[str]) -> None:
        """Adds a question. A new stream tells of every account anyway."""
        if self._is_open:
            query = v1.MonitorMarginRequest.Query(account_ids=account_ids)
            self._unsent.append(v1.MonitorMarginRequest(query=query))

    def next(self) -> Optional[v1.MonitorMarginRequest]:
        """The next message to send, if one waits."""
        if not self._unsent:
            return None
        message = self._numbered(self._unsent.popleft())
        self._unconfirmed.append(message)
        return message

    def heard(self, answer: v1.MonitorMarginResponse) -> List[MonitorEvent]:
        """Takes note of an answer.

        :raises StreamLost: if what starts the stream is refused
        """
        refusal = answer.refusal if answer.HasField("refusal") else None
        if refusal is not None and refusal.sequence <= self._starting:
            raise StreamLost(CrossguardError.of_status(refusal.error))
        events: List[MonitorEvent] = []
        if not self._has_answered:
            self._has_answered = True
            self._failed_tries = 0
            if self._is_interrupted:
                self._is_interrupted = False
                events.append(Restored())
        while self._unconfirmed and self._unconfirmed[0].sequence <= answer.sequence:
            sent = self._unconfirmed.popleft()
            if refusal is not None and refusal.sequence == sent.sequence:
                events.append(MessageRefused(sent, CrossguardError.of_status(refusal.error)))
            elif sent.HasField("update"):
                self._accepted.apply(sent.update)
        if answer.HasField("account"):
            self._accepted.remember(answer.account)
            events.append(AccountTold(answer.account, answer))
        return events

    def lost(self, cause: CrossguardError) -> List[MonitorEvent]:
        """The stream is lost: what was on its way waits again, but for questions.

        :raises CrossguardError: if another stream would fail with the same
        """
        if cause.code in _LASTING:
            raise cause
        self._is_open = False
        waiting = [*self._unconfirmed, *self._unsent]
        self._unconfirmed.clear()
        self._unsent = deque(message for message in waiting if message.HasField("update"))
        if self._is_interrupted:
            return []
        self._is_interrupted = True
        return [Interrupted(cause)]

    def pause(self, cause: CrossguardError) -> float:
        """How many seconds to wait before the next try; shared out, so that not all come at once."""
        most = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0**min(self._failed_tries, 20))
        self._failed_tries += 1
        asked = cause.retry_delay.total_seconds() if cause.retry_delay is not None else 0.0
        return max(asked, random.uniform(most / 2, most))

    def silence(self) -> CrossguardError:
        """What a stream is lost with that says nothing any more."""
        return _gone(f"nothing was heard from the service for {self.silence_max:g} s")

    def _numbered(self, message: v1.MonitorMarginRequest) -> v1.MonitorMarginRequest:
        self._sequence += 1
        numbered = v1.MonitorMarginRequest()
        numbered.CopyFrom(message)
        numbered.sequence = self._sequence
        return numbered


class StreamLost(Exception):
    """A stream is lost."""

    def __init__(self, cause: CrossguardError) -> None:
        super().__init__(str(cause))
        self.cause = cause


def ended() -> CrossguardError:
    """What a stream is lost with that the service has ended without a reason."""
    return _gone("the service has ended the stream")


def _gone(rule: str) -> CrossguardError:
    return CrossguardError(grpc.StatusCode.UNAVAILABLE, rule, Status())


def _are_only_prices(update: v1.MonitorUpdate) -> bool:
    others = update.accounts or update.removed_account_ids or update.deltas
    return update.HasField("market") and not others
