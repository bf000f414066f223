"""Keep a Python process on loopback.

Python imports this module at start-up where its folder is on ``PYTHONPATH``: that is how the rule
reaches notebook kernels and other child processes of the tests.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

LOOPBACK_NAMES = frozenset({"localhost", "ip6-localhost"})

attempts: list[str] = []
"""What was refused, for whoever wants to know after the exception was swallowed."""


class NetworkBlocked(BaseException):
    """Something tried to leave loopback; not an Exception, so that no retry or fallback hides it."""


def is_loopback(host: object) -> bool:
    """Say whether a host, as sockets take it, stays on this machine."""
    if host in (None, "", b""):
        return True
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)
    if text.lower() in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def is_literal(host: object) -> bool:
    """Say whether a host is an address, whose resolution asks nobody."""
    try:
        ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return True


def refuse(what: str) -> None:
    """Record and raise."""
    attempts.append(what)
    raise NetworkBlocked(f"Tests stay on loopback, and this would leave it: {what}")


def _guard_address(name: str, address: Any) -> None:
    if isinstance(address, tuple) and address and not is_loopback(address[0]):
        refuse(f"{name}{address!r}")


def install() -> None:
    """Wrap the resolvers and the connecting methods of sockets; a second call changes nothing."""
    if getattr(socket, "_stays_on_loopback", False):
        return
    socket._stays_on_loopback = True  # type: ignore[attr-defined]  # a mark of our own
    _wrap_resolvers()
    _wrap_sockets()


def _wrap_resolvers() -> None:
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
        original = getattr(socket, name)

        def guarded(host: Any, *arguments: Any, _name: str = name, _original: Any = original, **named: Any) -> Any:
            if not is_loopback(host) and not is_literal(host):
                refuse(f"{_name}({host!r})")
            return _original(host, *arguments, **named)

        setattr(socket, name, guarded)


def _wrap_sockets() -> None:
    plain = socket.socket

    def connect(self: socket.socket, address: Any) -> None:
        _guard_address("connect", address)
        super(plain, self).connect(address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _guard_address("connect_ex", address)
        return super(plain, self).connect_ex(address)

    def sendto(self: socket.socket, data: Any, *arguments: Any) -> int:
        _guard_address("sendto", arguments[-1])
        return super(plain, self).sendto(data, *arguments)

    plain.connect = connect  # type: ignore[method-assign]  # the point of this module
    plain.connect_ex = connect_ex  # type: ignore[method-assign]
    plain.sendto = sendto  # type: ignore[method-assign,assignment]


install()
