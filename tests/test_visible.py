"""What leaves: no secret of a user and nothing that steers a terminal, whichever text of an answer brings it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import hypernav as hn
from hypernav.errors import FieldNotFound, HypernavError
from hypernav.visible import shown
from hypernav.web.redaction import Redactor
from tests.counting import Answer, Site, visiting

TOKEN = "sk-canary-9876543210-abc"
STEERING = "\x1b]0;title\x07\u202e\x9b\u2028\x85"
BOTH = TOKEN + STEERING


def site() -> Site:
    links = {
        BOTH: {"href": f"/x/{BOTH}", "title": BOTH},
        "script": {"href": f"javascript:{BOTH}"},
        "broken": {"href": f"http://[::1{BOTH}"},
        "unclosed": {"href": f"/x/{{{BOTH}", "templated": True},
        "several": [{"href": "/1", "title": BOTH}, {"href": "/2", "title": BOTH}],
    }
    return Site(
        {
            "/key": {BOTH: 1, "a": 2, "_links": links},
            "/columns": [{BOTH: 1, "name": "n"}, {BOTH: 2, "name": BOTH}],
            "/items": {"items": [{"id": 1, "name": BOTH}], "total": 3, "next": f"/items?page=2&{BOTH}"},
        },
        lambda request: Answer(
            {"message": BOTH, "code": BOTH, "requestId": BOTH, "errors": [{"field": BOTH}], "_links": links},
            404,
            {"X-Request-Id": TOKEN},
        ),
    )


SHOWN: dict[str, Callable[[hn.Navigator], Any]] = {
    "a page": lambda nav: nav.go("/key").load(),
    "a table": lambda nav: nav.go("/columns").table(),
    "a column of no record": lambda nav: nav.go("/columns").table(TOKEN[:-1]),
    "a field that is not there": lambda nav: nav.go("/key")["nosuch"],
    "the nearest field": lambda nav: nav.go("/key")[TOKEN[:-1] + "x"],
    "a relation that is not there": lambda nav: nav.go("/key").follow("nosuch"),
    "one of several": lambda nav: nav.go("/key").follow("several").load(),
    "nothing found by a field": lambda nav: nav.go("/columns").find(nosuch=1),
    "nothing found by a value": lambda nav: nav.go("/columns").find(name=TOKEN[:-1] + "x"),
    "links": lambda nav: nav.go("/key").links,
    "a link": lambda nav: nav.go("/key").links["script"][0],
    "a place of a link": lambda nav: nav.go(nav.go("/key").links["script"][0]),
    "a place that is not read": lambda nav: nav.go("/key").follow(BOTH),
    "a template": lambda nav: nav.go("/key").follow("unclosed").load(),
    "a script": lambda nav: nav.go("/key").follow("script").load(),
    "a broken host": lambda nav: nav.go("/key").follow("broken").load(),
    "a broken host to fill": lambda nav: nav.go("/key").follow("broken").at("v").load(),
    "how a list goes on": lambda nav: nav.go("/items").paging,
    "an error": lambda nav: nav.go("/missing").load(),
    "what was sent": lambda nav: nav.ledger,
}


def texts_of(act: Callable[[], Any]) -> Iterator[str]:
    try:
        result = act()
        yield from (str(result), repr(result))
        if hasattr(result, "_repr_mimebundle_"):
            yield from map(str, result._repr_mimebundle_().values())
    except HypernavError as error:
        yield from (str(error), repr(error))
        links = getattr(error, "links", None)
        if links:
            yield from (str(links), repr(links), *links._repr_mimebundle_().values())


@pytest.mark.parametrize("name", SHOWN)
def test_nothing_of_an_answer_shows_a_token_or_steers_a_terminal(name):
    with visiting(site(), token=TOKEN) as nav:
        found = "\n".join(texts_of(lambda: SHOWN[name](nav)))
    assert found
    assert TOKEN not in found
    assert not set(STEERING) - set("]0;title") & set(found)


def test_a_text_leaves_without_the_secrets_of_any_client_that_is_there():
    redact = Redactor()
    redact.register(["s3cret-canary"])
    assert shown("a s3cret-canary\nb") == "a [hidden]\nb"
    del redact
    assert shown("a s3cret-canary") == "a s3cret-canary"


def test_an_error_shows_each_of_its_lines_and_no_more():
    error = FieldNotFound(f"There is no {STEERING}.", fields="a\x85b\nc\u2028d")
    assert str(error).splitlines() == [
        r"There is no \x1b]0;title\x07\u202e\x9b\u2028\x85.",
        r"  fields     a\x85b",
        r"             c\u2028d",
    ]
    assert repr(error) == f"FieldNotFound({json.dumps(str(error).splitlines()[0])})".replace('"', "'")
