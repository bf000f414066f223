"""A write is sent once: by one thread, whatever its answer points to."""

from __future__ import annotations

import pickle
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from hypernav.errors import PatchError, ResponseError
from hypernav.navigator import connect
from tests import servers
from tests.counting import Answer, Site, visiting
from tests.shop import Shop, visit


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_that_does_not_say_whether_it_is_done_leaves_the_outcome_unknown(status: int):
    away = Answer(None, status, {"Location": "/elsewhere"})
    before, after = (Answer({"a": number}, headers={"ETag": f'"{number}"'}) for number in (1, 2))
    with visiting(Site({"GET /it": (before, after), "PUT /it": away})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        with pytest.raises(ResponseError) as caught:
            draft.send()
        assert caught.value.details["outcome"] == "unknown: such a redirect does not say whether the write was done"
        assert draft.check().outcome == "done"


@pytest.mark.parametrize("there", [Answer({"message": "no"}, 404), Answer(None, 302, {"Location": "/there"})])
def test_a_write_whose_answer_leads_to_what_cannot_be_read_is_done(there: Answer):
    tagged = Answer({"a": 1}, headers={"ETag": '"1"'})
    site = Site({"GET /it": tagged, "PUT /it": Answer(None, 303, {"Location": "/there"}), "GET /there": there})
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        done = draft.send()
    assert (done.status, draft.state, site.requests.count("PUT /it")) == (None, "done", 1)
    assert "the write is done and where to read about it, and that cannot be read" in str(done)


@pytest.mark.parametrize("name", ["Location", "Content-Location"])
def test_a_write_whose_answer_points_to_no_readable_address_is_done(name: str):
    broken = "http://[broken/x"
    answer = servers.reply(json={"_links": {"self": {"href": broken}}, "a": 2}, headers={name: broken})
    with servers.Server() as server, connect(server.url) as nav:
        server.on("/it", lambda request: servers.reply(json={"a": 1}) if request.method == "GET" else answer)
        draft = nav.go("/it").edit()
        draft["a"] = 2
        done = draft.send()
        assert (done.status, draft.state, done.answer.url) == (200, "done", f"{server.url}/it")
        assert str(done.answer).startswith("127.0.0.1 · PUT /it · 200")


def test_of_two_that_send_at_once_one_is_refused():
    both_look = threading.Barrier(2, timeout=20)

    def looked_at(request: Any) -> Any:
        both_look.wait()
        return {"a": 1}

    def sent(draft: Any) -> str:
        try:
            return repr(draft.send())
        except PatchError as error:
            return error.what

    site = Site({"GET /it": ({"a": 1}, looked_at), "PUT /it": {"a": 2}})
    with visiting(site) as nav, ThreadPoolExecutor(2) as threads:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        refused, done = sorted(threads.map(sent, [draft, draft]), reverse=True)
    assert done == "Done(PUT /it, 200, 1 value changed)"
    assert refused.startswith("The write was sent")
    assert site.requests.count("PUT /it") == 1


def test_what_is_sent_once_is_not_pickled():
    nav = visit(Shop())
    with pytest.raises(TypeError, match=r"not pickled; pickle \.data of a draft"):
        pickle.dumps(nav.go("/bare/1").edit())
