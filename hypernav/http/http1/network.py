"""The transport of the network: requests' adapter and urllib3's pools, driven under one deadline."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NameResolutionError, NewConnectionError

from hypernav.errors import DeadlineExceeded
from hypernav.forking import renew_after_fork
from hypernav.http.http1.reading import SocketReader, read_body, read_head, reason_of
from hypernav.http.http1.wire import Framing, encode_head, framing_of
from hypernav.http.origins import Origin, split
from hypernav.http.transport import NotSent
from hypernav.options import Options
from hypernav.web.secret import MaskedBytes

_PIECE = 65536
_SAVED_CONNECTIONS = 16
_ORIGINS = 64


class NetworkResponse:
    """An answer of the network as it came."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: list[tuple[str, str]], body: Iterator[bytes]) -> None:
        """Keep the parts."""
        self.status = status
        self.headers = headers
        self.body = body


class _LendingPool(HTTPConnectionPool):
    """What both kinds of pool have in common: connections are lent and given back by the exchange itself.

    ``urlopen`` would quote the URL anew, read the head with the e-mail parser, and know no total deadline.
    """

    def lend(self) -> HTTPConnection:
        """Return a connection that is open, or one that is yet to be opened."""
        return cast(HTTPConnection, self._get_conn())

    def take_back(self, connection: HTTPConnection, *, reusable: bool) -> None:
        """Keep a connection for the next exchange, or close it."""
        if not reusable:
            connection.close()
        self._put_conn(connection)

    def open(self, connection: HTTPConnection) -> None:
        """Connect, through the proxy's tunnel where there is one."""
        if getattr(self, "proxy", None) is not None and isinstance(self, HTTPSConnectionPool):
            self._prepare_proxy(cast(Any, connection))
        else:
            connection.connect()

    def abandon(self) -> None:
        """Close the sockets of connections that are not lent, without the pool's lock, which nobody may ever free."""
        for connection in () if self.pool is None else tuple(cast(Any, self.pool).queue):
            if connection is not None and connection.sock is not None:
                os.close(connection.sock.detach())


_abandoned: list[requests.Session] = []
"""Of the process that this one was forked from, kept because taking them apart would wait for locks of its threads."""


class _EncryptedPool(_LendingPool, HTTPSConnectionPool):
    """Lend connections to an https origin."""


_POOLS = {"http": _LendingPool, "https": _EncryptedPool}


class LendingAdapter(HTTPAdapter):
    """An adapter of requests whose pools lend their connections. Sends nothing by itself."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: Any) -> None:
        """Make the pools of the kinds above."""
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **proxy_kwargs: Any) -> Any:
        """Make a proxy's pools of the kinds above too."""
        manager = super().proxy_manager_for(proxy, **proxy_kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager


class _Prepared(NamedTuple):
    """What is looked up once for an origin: its pool, and how its requests begin."""

    pool: _LendingPool
    host: str
    target_prefix: str
    proxy_headers: list[tuple[str, str]]


class NetworkTransport:
    """Exchange requests over the network. **Sends** them, one each call.

    Settings are merged once for each origin, by requests itself: certificates, and the proxies of the environment
    where the options ask for them. Connections are kept open and used again.

    Args:
        options: Timeouts, certificates, whether the environment is read.

    >>> transport = NetworkTransport(Options())
    >>> transport.close()
    """

    def __init__(self, options: Options) -> None:
        """Mount the adapter."""
        self._options = options
        self._certificates: dict[Origin, tuple[str, str]] = {}
        self._prepared: dict[Origin, _Prepared] = {}
        self._mount()
        renew_after_fork(self)

    def _mount(self) -> None:
        self._adapter = LendingAdapter(pool_connections=_ORIGINS, pool_maxsize=_SAVED_CONNECTIONS)
        self._session = requests.Session()
        self._session.trust_env = self._options.trust_environment
        self._session.mount("https://", self._adapter)
        self._session.mount("http://", self._adapter)

    def certify(self, origin: Origin, certificate: tuple[str, str]) -> None:
        """Present a client certificate to exactly this origin from now on."""
        self._certificates[origin] = certificate
        self._prepared.clear()

    def exchange(
        self, method: str, url: str, headers: list[tuple[str, str]], body: bytes | None, deadline: float
    ) -> NetworkResponse:
        """Exchange one request for one answer. **Sends** it; see ``Transport``."""
        origin, target = split(url)
        prepared = self._prepared.get(origin) or self._prepare(origin)
        length = None if body is None else len(body)
        extra = headers + prepared.proxy_headers if prepared.proxy_headers else headers
        head = encode_head(method, prepared.target_prefix + target, prepared.host, extra, length)
        try:
            return self._exchange(prepared.pool, method, head, body, deadline)
        except _Stale:
            return self._exchange(prepared.pool, method, head, body, deadline)

    def _prepare(self, origin: Origin) -> _Prepared:
        url = f"{origin}/"
        settings = self._session.merge_environment_settings(url, {}, False, self._options.verify, None)
        request = requests.Request("GET", url).prepare()
        adapter = self._adapter
        pool = adapter.get_connection_with_tls_context(
            request, settings["verify"], settings["proxies"], self._certificates.get(origin)
        )
        forwarded = getattr(pool, "proxy", None) is not None and origin.scheme == "http"
        prefix = str(origin) if forwarded else ""
        extra = list(dict(getattr(pool, "proxy_headers", None) or {}).items()) if forwarded else []
        prepared = _Prepared(cast(_LendingPool, pool), origin.authority, prefix, extra)
        if len(self._prepared) >= _ORIGINS:
            # The manager closes the pools used longest ago: none of them may stay here.
            self._prepared.clear()
        self._prepared[origin] = prepared
        return prepared

    def _open(self, pool: _LendingPool, connection: HTTPConnection, deadline: float) -> None:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded(
                "The deadline passed before a connection was made.", limit="deadline", sent="nothing"
            )
        limit = min(self._options.connect_timeout, remaining)
        connection.timeout = limit
        try:
            pool.open(connection)
        except NewConnectionError as error:
            # It counts as a timeout in urllib3 and is none.
            raise NotSent(_why_unreachable(error), sent="nothing") from None
        except (ConnectTimeoutError, TimeoutError):
            raise DeadlineExceeded(
                f"No connection within {limit:g} s.", limit="connect_timeout", sent="nothing"
            ) from None
        except (HTTPError, OSError) as error:
            raise NotSent(_why_unreachable(error), sent="nothing") from None

    def _exchange(
        self, pool: _LendingPool, method: str, head: bytes, body: bytes | None, deadline: float
    ) -> NetworkResponse:
        connection = pool.lend()
        kept = False
        try:
            used_before = connection.sock is not None
            if not used_before:
                self._open(pool, connection, deadline)
            connected = cast(socket.socket, connection.sock)
            limit = self._options.read_timeout
            _send(connected, head, body, limit, deadline, _Stale if used_before else NotSent)
            reader = SocketReader(connected, limit, deadline)
            answer = read_head(reader)
            parts = _Body(pool, connection, reader, framing_of(answer, method))
            kept = True
            return NetworkResponse(answer.status, answer.headers, parts)
        finally:
            if not kept:
                pool.take_back(connection, reusable=False)

    def start_anew(self) -> None:
        """Leave the connections to the process that this one was forked from: close this side's ends, say nothing."""
        for prepared in self._prepared.values():
            prepared.pool.abandon()
        _abandoned.append(self._session)
        self._prepared = {}
        self._mount()

    def close(self) -> None:
        """Close the connections."""
        self._prepared.clear()
        self._session.close()


class _Stale(NotSent):
    """A connection that was kept open had been closed by the server: another one is needed."""


class _Body:
    """The parts of a body; at its end the connection goes back to the pool, on any trouble it is closed."""

    __slots__ = ("_connection", "_parts", "_pool", "_reader", "_reusable")

    def __init__(self, pool: _LendingPool, connection: HTTPConnection, reader: SocketReader, framing: Framing) -> None:
        self._pool = pool
        self._connection: HTTPConnection | None = connection
        self._reader = reader
        self._reusable = framing.reusable
        self._parts = read_body(reader, framing)

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        finished = False
        try:
            part = next(self._parts)
            finished = True
            return part
        except StopIteration:
            # What comes after the end of an answer belongs to no request: never reuse such a connection.
            self._give_back(reusable=self._reusable and not self._reader.pending)
            finished = True
            raise
        finally:
            if not finished:
                self.close()

    def close(self) -> None:
        """Close the connection, unless the body was read to its end."""
        self._give_back(reusable=False)

    def _give_back(self, *, reusable: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            self._pool.take_back(connection, reusable=reusable)


def _send(
    connected: socket.socket,
    head: bytes,
    body: bytes | None,
    limit: float,
    deadline: float,
    not_sent: type[NotSent],
) -> None:
    """Send a message in pieces, each within its limit. **Sends** it.

    A server may answer and hang up before it took the whole body, so only the first piece must go through.
    """
    joined = body is not None and len(body) <= _PIECE
    rest = memoryview(MaskedBytes(head + body) if body is not None and joined else head)
    more = memoryview(body) if body is not None and not joined else None
    began = False
    while True:
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            raise DeadlineExceeded("The request was not sent completely at the deadline.", limit="deadline")
        try:
            connected.settimeout(min(limit, remaining))
            rest = rest[connected.send(rest[:_PIECE]) :]
            began = True
        except TimeoutError:
            raise DeadlineExceeded("The server did not take the request in time.", limit="read_timeout") from None
        except OSError as error:
            if not began:
                raise not_sent(f"The connection broke: {reason_of(error)}.", sent="nothing") from None
            return
        if not rest:
            if more is None:
                return
            rest, more = more, None


def _why_unreachable(error: Exception) -> str:
    if isinstance(error, NameResolutionError):
        return "The name of the server cannot be resolved."
    certificate = _certificate_problem(error)
    if certificate:
        return f"The certificate of the server is not trusted: {certificate}."
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.strerror:
            return f"No connection to the server: {cause.strerror}."
        cause = cause.__cause__ or cause.__context__
    return f"No connection to the server: {type(error).__name__}."


def _certificate_problem(error: BaseException | None) -> str:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_message or "verification failed"
        error = error.__cause__ or error.__context__ or (error.args[0] if _wraps(error) else None)
    return ""


def _wraps(error: BaseException) -> bool:
    return bool(error.args) and isinstance(error.args[0], BaseException)
