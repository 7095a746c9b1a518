"""Accounts that are watched, whatever becomes of the connection, for programs on asyncio."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any, AsyncIterator, Callable, List, Optional, Type

import grpc.aio

from crossguard import v1
from crossguard.errors import CrossguardError
from crossguard.monitor_course import MonitorCourse, MonitorEvent, StreamLost, ended


class AsyncMarginMonitor:
    """Accounts that the service watches: it is told once what they hold, then what changes.

    To iterate is to listen; whoever takes their time gets the latest of each account. It keeps a
    copy of what the service has accepted. Where a stream is lost it opens another, with growing
    pauses, starts it with that copy, and sends again what was not known to be accepted. The other
    methods are for the same event loop and never wait.
    """

    def __init__(self, open_stream: Callable[..., Any], start: v1.MonitorMarginRequest) -> None:
        self._open_stream = open_stream
        self._course = MonitorCourse(start)
        self._changed = asyncio.Event()
        self._closed = asyncio.Event()
        self._stream: Optional[object] = None
        self._call: Any = None
        self._is_finishing = False

    async def __aenter__(self) -> AsyncMarginMonitor:
        return self

    async def __aexit__(
        self,
        kind: Optional[Type[BaseException]],
        failure: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()

    def update(self, update: v1.MonitorUpdate) -> None:
        """Tells the service what has changed. While it can't be reached the update waits."""
        self._course.update(update)
        self._changed.set()

    def ask(self, *account_ids: str) -> None:
        """Asks for answers about some accounts at once, or about all."""
        self._course.ask(list(account_ids))
        self._changed.set()

    def finish(self) -> None:
        """Says that nothing more follows: what there is to tell is told, then the iteration ends."""
        self._is_finishing = True
        self._changed.set()

    def close(self) -> None:
        """Ends at once, whatever there is still to tell."""
        self._closed.set()
        self._changed.set()
        if self._call is not None:
            self._call.cancel()

    async def __aiter__(self) -> AsyncIterator[MonitorEvent]:
        """Listens until it is finished or closed.

        :raises CrossguardError: for what does not go away by itself, such as a snapshot that is
            refused, or a missing permission
        """
        try:
            while not self._closed.is_set():
                cause = None
                self._stream = object()
                messages = self._messages(self._stream, self._course.opened())
                self._call = self._open_stream(messages)
                while cause is None:
                    try:
                        answer = await self._answer()
                        if answer is None:
                            return
                        heard = self._course.heard(answer)
                    except StreamLost as lost:
                        cause = lost.cause
                        continue
                    for event in heard:
                        yield event
                self._stream = None
                self._call.cancel()
                self._changed.set()
                events = self._course.lost(cause)
                pause = self._course.pause(cause)
                for event in events:
                    yield event
                await self._wait(pause)
        finally:
            self.close()

    async def _answer(self) -> Optional[v1.MonitorMarginResponse]:
        try:
            answer = await asyncio.wait_for(self._call.read(), self._course.silence_max)
        except asyncio.TimeoutError:
            raise StreamLost(self._course.silence()) from None
        except grpc.aio.AioRpcError as failure:
            raise StreamLost(CrossguardError.of_call(failure)) from failure
        except asyncio.CancelledError:
            # That of the call is the monitor's own; any other is meant for the caller.
            if self._closed.is_set():
                return None
            raise
        if answer is not grpc.aio.EOF:
            return answer
        if self._is_finishing:
            return None
        raise StreamLost(ended())

    async def _messages(
        self, stream: object, start: List[v1.MonitorMarginRequest]
    ) -> AsyncIterator[v1.MonitorMarginRequest]:
        """What a stream is told; gRPC takes it in a task of its own, which may outlive the stream."""
        for message in start:
            yield message
        while self._stream is stream and not self._closed.is_set():
            waiting = self._course.next()
            if waiting is not None:
                yield waiting
            elif self._is_finishing:
                return
            else:
                self._changed.clear()
                await self._changed.wait()

    async def _wait(self, pause: float) -> None:
        try:
            await asyncio.wait_for(self._closed.wait(), pause)
        except asyncio.TimeoutError:
            return
