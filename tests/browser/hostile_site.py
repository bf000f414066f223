"""An API that puts hostile texts wherever a server may put text."""

from __future__ import annotations

from typing import Any

from tests.counting import Answer, Site
from tests.display.payloads import PAYLOADS

_A_PAGE = 30
_TEXTS = [text for text in PAYLOADS if len(text) < 1_000 and text == text.encode("utf-8", "ignore").decode()]
_PAGES = [_TEXTS[start : start + _A_PAGE] for start in range(0, len(_TEXTS), _A_PAGE)]
PAGES = len(_PAGES)


def hostile_site() -> Site:
    """Return an API with pages ``/page/0`` and on, and errors ``/error/0`` and on."""
    places: dict[str, Any] = {"/": _page(_PAGES[0])}
    for number, texts in enumerate(_PAGES):
        places[f"/page/{number}"] = _page(texts)
        places[f"/error/{number}"] = _error(texts[0])
    return Site(places)


def _page(texts: list[str]) -> Answer:
    links = {text: {"href": text, "title": text, "name": text, "type": text, "deprecation": text} for text in texts}
    links |= {f"relation{place}": {"href": f"/{text}", "title": text} for place, text in enumerate(texts)}
    body = {
        **{text: text for text in texts},
        "_links": links | {"templated": {"href": "/{?" + texts[1] + "}", "templated": True}},
        "_embedded": {texts[0]: {texts[1]: texts[2], "_links": {"self": {"href": texts[3]}}}},
        "links": [{"rel": text, "href": text, "title": text, "method": text} for text in texts],
        "items": [{"key": text, text: text, "_links": {text: {"href": text}}} for text in texts],
        "totalCount": texts[4],
    }
    return Answer(body, headers=_headers(texts))


def _headers(texts: list[str]) -> dict[str, str]:
    plain = [text for text in texts if text.isascii() and text.isprintable()]
    values = (f'<{text}>; rel="{text}"; title="{text}"' for text in plain[:10])
    return {"Link": ", ".join(values), "Allow": ", ".join(["GET", "PATCH", *plain[:3]])}


def _error(text: str) -> Answer:
    problem = {"title": text, "detail": text, "type": text, "code": text, "message": text, "errors": {text: [text]}}
    return Answer(problem, 422, type="application/problem+json")
