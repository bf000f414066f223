"""The command line: serve the sandbox of an API on loopback for other clients."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Sequence

from hypernav import apis
from hypernav._version import __version__
from hypernav.errors import HypernavError, UnknownTarget
from hypernav.profile import Profile, load


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status. Sends nothing."""
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        return serve_sandbox(given.name, given.port)
    except HypernavError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"The sandbox cannot listen on port {given.port}: {error}", file=sys.stderr)
        return 1


def serve_sandbox(name: str, port: int) -> int:
    """Serve the sandbox of an API on loopback until it is interrupted. Sends nothing.

    Raises:
        UnknownTarget: No API has that name, or it has no sandbox.
    """
    profile = apis.profile(name)
    if not profile.sandbox:
        raise UnknownTarget(f"There is no sandbox of {name!r}.", known=", ".join(apis.names()))
    _hear_interrupts()
    try:
        _serve(profile, port)
    except KeyboardInterrupt:
        print("stopped", flush=True)
    return 0


def _serve(profile: Profile, port: int) -> None:
    # Its server library is slow to import, and --help needs none of it.
    from hypernav.sandbox.clock import SandboxClock
    from hypernav.sandbox.server import serve

    app = load(profile.sandbox)(clock=SandboxClock(ticking=True))
    with serve(app, port=port) as server:
        print(f"{profile.title} sandbox on {server.url}{profile.root}", flush=True)
        print(f"  credentials  {'  '.join(f'{key}={value}' for key, value in app.credentials.items())}", flush=True)
        print("  to stop      Ctrl-C", flush=True)
        threading.Event().wait()


def _hear_interrupts() -> None:
    """Let an interrupt end the command in a background job too: shells without job control start those deaf to it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hypernav", description="Explore HTTP APIs from a notebook.")
    parser.add_argument("--version", action="version", version=f"hypernav {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    sandbox = commands.add_parser("sandbox", help="serve the simulated server of an API on loopback")
    sandbox.add_argument("name", help=f"one of {', '.join(apis.names())}")
    sandbox.add_argument("--port", type=int, default=0, help="port to listen on; 0 takes a free one")
    return parser
