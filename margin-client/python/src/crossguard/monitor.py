"""Accounts that are watched, whatever becomes of the connection."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Any, Callable, Iterator, List, Optional, Type

import grpc

from crossguard import v1
from crossguard.errors import CrossguardError
from crossguard.monitor_course import MonitorCourse, MonitorEvent, StreamLost, ended


class MarginMonitor:
    """Accounts that the service watches: it is told once what they hold, then what changes.

    To iterate is to listen; whoever takes their time gets the latest of each account. It keeps a
    copy of what the service has accepted. Where a stream is lost it opens another, with growing
    pauses, starts it with that copy, and sends again what was not known to be accepted. The other
    methods may be called by any thread and never wait.
    """

    def __init__(self, open_stream: Callable[..., Any], start: v1.MonitorMarginRequest) -> None:
        self._open_stream = open_stream
        self._course = MonitorCourse(start)
        self._changed = threading.Condition()
        self._stream: Optional[object] = None
        self._call: Any = None
        self._listening_since: Optional[float] = None
        self._is_silent = False
        self._is_finishing = False
        self._is_closed = False

    def __enter__(self) -> MarginMonitor:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def update(self, update: v1.MonitorUpdate) -> None:
        """Tells the service what has changed. While it can't be reached the update waits."""
        with self._changed:
            self._course.update(update)
            self._changed.notify_all()

    def ask(self, *account_ids: str) -> None:
        """Asks for answers about some accounts at once, or about all."""
        with self._changed:
            self._course.ask(list(account_ids))
            self._changed.notify_all()

    def finish(self) -> None:
        """Says that nothing more follows: what there is to tell is told, then the iteration ends."""
        with self._changed:
            self._is_finishing = True
            self._changed.notify_all()

    def close(self) -> None:
        """Ends at once, whatever there is still to tell."""
        with self._changed:
            self._is_closed = True
            if self._call is not None:
                self._call.cancel()
            self._changed.notify_all()

    def __iter__(self) -> Iterator[MonitorEvent]:
        """Listens until it is finished or closed.

        :raises CrossguardError: for what does not go away by itself, such as a snapshot that is
            refused, or a missing permission
        """
        threading.Thread(target=self._listen_for_silence, daemon=True).start()
        try:
            while True:
                try:
                    yield from self._listen()
                    return
                except StreamLost as lost:
                    cause = lost.cause
                with self._changed:
                    self._stream = None
                    self._call.cancel()
                    self._changed.notify_all()
                    events = self._course.lost(cause)
                    pause = self._course.pause(cause)
                yield from events
                with self._changed:
                    self._changed.wait_for(lambda: self._is_closed, pause)
        finally:
            self.close()

    def _listen(self) -> Iterator[MonitorEvent]:
        with self._changed:
            if self._is_closed:
                return
            self._is_silent = False
            self._stream = object()
            messages = self._messages(self._stream, self._course.opened())
            self._call = call = self._open_stream(messages)
        while True:
            answer = self._answer(call)
            if answer is None:
                return
            with self._changed:
                events = self._course.heard(answer)
            yield from events

    def _answer(self, call: Any) -> Optional[v1.MonitorMarginResponse]:
        self._listening_since = time.monotonic()
        try:
            return next(call)
        except StopIteration:
            if self._is_finishing or self._is_closed:
                return None
            raise StreamLost(ended()) from None
        except grpc.RpcError as failure:
            if self._is_closed:
                return None
            cause = CrossguardError.of_call(failure)
            raise StreamLost(self._course.silence() if self._is_silent else cause) from failure
        finally:
            self._listening_since = None

    def _messages(
        self, stream: object, start: List[v1.MonitorMarginRequest]
    ) -> Iterator[v1.MonitorMarginRequest]:
        """What a stream is told; gRPC takes it from a thread of its own."""
        yield from start
        while True:
            with self._changed:
                message = None
                while message is None:
                    if self._is_closed or self._stream is not stream:
                        return
                    message = self._course.next()
                    if message is None:
                        if self._is_finishing:
                            return
                        self._changed.wait()
            yield message

    def _listen_for_silence(self) -> None:
        while True:
            with self._changed:
                if self._changed.wait_for(lambda: self._is_closed, self._course.silence_max / 3):
                    return
                since = self._listening_since
                if since is not None and time.monotonic() - since > self._course.silence_max:
                    self._is_silent = True
                    self._call.cancel()
