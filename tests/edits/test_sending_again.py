"""What leaves a draft to be sent again, and what leaves nobody knowing whether it was done."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.errors import ConnectionFailed, HypernavError, ResponseError
from hypernav.http.transport import NotSent
from tests.counting import Answer, Site, visiting
from tests.engine import session_of


@pytest.mark.parametrize("wrong", [{"X-Note": "a\r\nb"}, {"X-Note": "a\0"}])
def test_a_draft_that_was_refused_on_this_side_is_sent_again(wrong: dict[str, str]):
    site = Site({"GET /it": {"a": 1}, "PUT /it": {"a": 2}})
    with visiting(site) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        with pytest.raises((HypernavError, ValueError)):
            draft.send(headers=wrong)
        assert draft.state == "open"
        assert draft["a"] == 2
        assert [request for request in site.requests if not request.startswith("GET")] == []
        assert draft.send().status == 200
        assert (draft.state, site.requests[-1]) == ("done", "PUT /it")


def test_a_draft_whose_connection_was_refused_is_sent_again(monkeypatch: pytest.MonkeyPatch):
    with visiting(Site({"GET /it": {"a": 1}, "PUT /it": {"a": 2}})) as nav:
        draft = nav.go("/it").edit()
        draft["a"] = 2
        transport = session_of(nav).client._home.transport
        exchange = transport.exchange

        def unreachable(method: str, *arguments: Any) -> Any:
            if method == "PUT":
                raise NotSent("No connection to the server: Connection refused.", sent="nothing")
            return exchange(method, *arguments)

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr(transport, "exchange", unreachable)
            with pytest.raises(ConnectionFailed):
                draft.send()
        assert draft.state == "open"
        assert draft.send().status == 200
        assert draft.state == "done"


@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_that_does_not_say_whether_it_was_done_leaves_the_outcome_unknown(status: int):
    moved = Answer(None, status, {"Location": "/other"})
    with visiting(Site({"GET /it": {"id": 1, "name": "a"}, "PUT /it": moved})) as nav:
        draft = nav.go("/it").edit()
        draft["name"] = "b"
        with pytest.raises(ResponseError) as caught:
            draft.send()
        assert caught.value.details["outcome"] == ("unknown: such a redirect does not say whether the write was done")
        assert caught.value.details["next"] == (
            ".check() reads it back and says which; it is not sent again before that"
        )
        assert (draft.state, draft.check().outcome) == ("unknown", "not done")
