"""The command line: `hypernav sandbox NAME --port` serves on loopback until it is interrupted."""

from __future__ import annotations

import signal
import socket
import subprocess
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hypernav import __version__
from hypernav.cli.main import main
from hypernav.navigator import connect

IN_THE_BACKGROUND = ("sh", "-c", 'trap "" INT; exec "$0" "$@"')
"""As a shell without job control starts a command that ends with ``&``: interrupts are ignored."""


@contextmanager
def running(*arguments: str, starting: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[str]]:
    command = str(Path(sysconfig.get_path("scripts")) / "hypernav")
    process = subprocess.Popen(
        [*starting, command, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().rstrip("\n") for _ in range(count)]


def test_a_sandbox_is_served_to_any_client_and_stops_when_interrupted():
    with running("sandbox", "launchdarkly") as process:
        title, credentials, stop = lines(process, 3)
        assert title.startswith("LaunchDarkly sandbox on http://127.0.0.1:")
        assert credentials.startswith("  credentials  token=")
        assert stop == "  to stop      Ctrl-C"
        token = credentials.partition("token=")[2]
        address = title.rpartition(" ")[2]
        with connect("launchdarkly", base_url=address.removesuffix("/api/v2"), token=token) as nav:
            assert nav.projects.total == 3
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
        assert (process.returncode, output, errors) == (0, "stopped\n", "")


@pytest.mark.parametrize("starting", [(), IN_THE_BACKGROUND], ids=["foreground", "background"])
def test_an_interrupt_ends_a_sandbox_wherever_it_runs(starting: tuple[str, ...]):
    with running("sandbox", "insightvm", starting=starting) as process:
        assert lines(process, 3)[2] == "  to stop      Ctrl-C"
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=30)
        assert (process.returncode, output, errors) == (0, "stopped\n", "")


def test_a_sandbox_is_served_on_the_port_asked_for():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with running("sandbox", "insightvm", "--port", str(port)) as process:
        title, credentials = lines(process, 2)
        assert title == f"InsightVM sandbox on http://127.0.0.1:{port}/api/3"
        assert credentials.startswith("  credentials  user=")


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["sandbox", "launchdarkly", "--port", str(port)]) == 1
    assert capsys.readouterr().err.startswith(f"The sandbox cannot listen on port {port}: ")


def test_an_unknown_sandbox_tells_those_there_are(capsys: pytest.CaptureFixture[str]):
    assert main(["sandbox", "lunchdarkly"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[0] == "'lunchdarkly' is neither a URL nor the name of an API that is known here."
    assert "launchdarkly" in printed.err


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"hypernav {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["nothing"], ["sandbox"], ["sandbox", "launchdarkly", "--port", "x"]])
def test_a_wrong_command_tells_its_use(arguments: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: hypernav")


def test_help_names_the_sandboxes(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main(["sandbox", "--help"])
    assert "insightvm, launchdarkly" in " ".join(capsys.readouterr().out.split())
