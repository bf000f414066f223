"""The rule that tests stay on loopback, tested."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading

import pytest

from tests import isolation

block_network = isolation.stay_on_loopback()


@pytest.fixture
def forgiven():
    """Let a test provoke what its own clean-up would fail it for."""
    yield
    block_network.attempts.clear()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost", "LOCALHOST", "", None, b"localhost"])
def test_loopback_is_allowed(host):
    assert block_network.is_loopback(host)


@pytest.mark.parametrize("host", ["example.com", "10.0.0.1", "192.0.2.1", "2001:db8::1", "localhost.example.com"])
def test_anything_else_is_not(host):
    assert not block_network.is_loopback(host)


@pytest.mark.parametrize("resolve", [socket.gethostbyname, lambda host: socket.getaddrinfo(host, 80)])
def test_no_name_is_resolved(forgiven, resolve):
    with pytest.raises(block_network.NetworkBlocked, match=r"example\.com"):
        resolve("example.com")


@pytest.mark.parametrize(
    "family, address", [(socket.AF_INET, ("192.0.2.1", 80)), (socket.AF_INET6, ("2001:db8::1", 80))]
)
def test_no_address_is_connected_to(forgiven, family, address):
    with socket.socket(family, socket.SOCK_STREAM) as plain, pytest.raises(block_network.NetworkBlocked):
        plain.connect(address)


def test_no_datagram_is_sent(forgiven):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain, pytest.raises(block_network.NetworkBlocked):
        plain.sendto(b"x", ("192.0.2.1", 53))


def test_a_swallowed_attempt_is_remembered(forgiven):
    def attempt():
        with socket.socket() as plain:
            try:
                plain.connect(("192.0.2.1", 80))
            except BaseException as error:
                seen.append(type(error))

    seen: list[type] = []
    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    assert seen == [block_network.NetworkBlocked]
    assert len(block_network.attempts) == 1


def test_a_child_process_stays_on_loopback_too():
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert child.returncode == 1
    assert "NetworkBlocked: Tests stay on loopback" in child.stderr


def test_loopback_itself_works():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        accepted, _ = server.accept()
        with accepted:
            client.sendall(b"hello")
            assert accepted.recv(5) == b"hello"


def test_no_credential_of_the_person_who_runs_the_tests_is_in_the_environment():
    left = [name for name in os.environ if name.endswith(("_TOKEN", "_PASSWORD", "_API_KEY", "_PROXY"))]
    assert left == []


@pytest.mark.parametrize("name", ["GITHUB_TOKEN", "https_proxy", "LAUNCHDARKLY_BASE_URI", "HYPERNAV_ANYTHING", "netrc"])
def test_a_private_variable_is_recognised(name):
    assert isolation.is_private(name)


@pytest.mark.parametrize("name", ["PATH", "HOME", "LANG", "HYPERNAV_SPECS", "PYTHONPATH"])
def test_an_ordinary_variable_stays(name):
    assert not isolation.is_private(name)
