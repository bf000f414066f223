"""What every simulated API shares: clock, application, faults, in-process transport, loopback server.

Nothing in here sends.
"""

from __future__ import annotations

from hypernav.sandbox.app import Refusal, Reply, Routes, Sandbox
from hypernav.sandbox.clock import SandboxClock
from hypernav.sandbox.faults import Fault, Faults
from hypernav.sandbox.server import Server, serve
from hypernav.sandbox.transport import InProcessTransport

__all__ = [
    "Fault",
    "Faults",
    "InProcessTransport",
    "Refusal",
    "Reply",
    "Routes",
    "Sandbox",
    "SandboxClock",
    "Server",
    "serve",
]
