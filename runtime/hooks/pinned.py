"""A connection to the address that was looked at, and to no other, within a time."""

import ssl
from collections.abc import Iterable
from time import monotonic
from typing import Any

import httpcore

from runtime.hooks.reaching import Goal


class Pinned(httpcore.NetworkBackend):
    """Connects to the goal's address, whatever its name means meanwhile."""

    def __init__(self, goal: Goal, *, within_s: float) -> None:
        self._goal, self._ends = goal, monotonic() + within_s
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 the interface's
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        address = self._goal.address
        stream = self._real.connect_tcp(address, port, timeout, local_address, socket_options)
        return Hurried(stream, self._ends)


class Hurried(httpcore.NetworkStream):
    """A stream that ends at a time, though the other side sends a byte now and then."""

    def __init__(self, stream: httpcore.NetworkStream, ends: float) -> None:
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return Hurried(self._stream.start_tls(ssl_context, server_hostname, left), self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
        left = self._ends - monotonic()
        if left <= 0:
            raise late
        return left if timeout is None else min(timeout, left)
