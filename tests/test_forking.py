"""What starts anew in a forked process: locks, connections, what was kept."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest

import hypernav as hn
from hypernav.forking import Lock
from tests.servers import Server, reply

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:This process:DeprecationWarning"),
]


def in_child(work: Callable[[], Any]) -> Any:
    """Return what a forked process makes of some work, or the name of what it raised."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            said = work()
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, json.dumps(said).encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as end:
        return json.loads(end.read())


@pytest.fixture
def held() -> Any:
    """Return a function that has another thread hold a lock until the test ends."""
    finished, threads = threading.Event(), []

    def hold(lock: Any) -> None:
        taken = threading.Event()

        def work() -> None:
            with lock:
                taken.set()
                finished.wait(10)

        threads.append(threading.Thread(target=work))
        threads[-1].start()
        taken.wait(10)

    yield hold
    finished.set()
    for thread in threads:
        thread.join()


def test_a_lock_that_a_thread_holds_is_free_in_the_child(held):
    lock = Lock()
    held(lock)
    assert in_child(lambda: lock.acquire(timeout=1))
    assert not lock.acquire(blocking=False)


def test_a_lock_that_the_forking_thread_holds_stays_its_own():
    lock = Lock()

    def let_go() -> bool:
        lock.release()
        return lock.acquire(blocking=False)

    with lock:
        assert in_child(let_go)


def test_the_child_opens_a_connection_of_its_own_and_leaves_the_parents_alone():
    with Server() as server, hn.connect(server.url) as nav:
        for path in ("/", "/child", "/parent"):
            server.on(path, reply(json={"path": path}))
        nav.go("/").load()
        assert in_child(lambda: nav.go("/child")["path"]) == "/child"
        assert server.connections == 2
        assert nav.go("/parent")["path"] == "/parent"
        assert server.connections == 2


def test_a_closed_client_can_be_forked():
    with Server() as server:
        server.on("/", reply(json={"id": 1}))
        nav = hn.connect(server.url)
        nav.root.load()
        nav.close()
        assert in_child(lambda: nav.root.refresh()["id"]) == 1


def test_the_child_reads_anew_while_a_thread_of_the_parent_reads(held):
    with Server() as server, hn.connect(server.url) as nav:
        server.on("/", reply(json={"id": 1}), reply(json={"id": 2}))
        assert nav.root["id"] == 1
        held(nav.root._node.session.lock)
        assert in_child(lambda: nav.root["id"]) == 2
