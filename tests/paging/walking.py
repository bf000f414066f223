"""Walk through pages as a collection does, against a server that is a function."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypernav.documents.document import Document
from hypernav.formats import read
from hypernav.paging import Pager, Step, Stop
from hypernav.profile import PagingRule

URL = "https://api.test/things"
Serve = Callable[[Step], Any]
"""Body of the answer to a request, or body and header fields."""


@dataclass
class Walk:
    """What happened: the requests, the members kept, and why it ended."""

    pager: Pager
    asked: list[Step] = field(default_factory=list)
    members: list[Any] = field(default_factory=list)
    stop: Stop | None = None

    @property
    def urls(self) -> list[str]:
        return [step.url for step in self.asked]


def page(body: Any, headers: Mapping[str, str] | None = None, url: str = URL) -> Document:
    return read(url, 200, headers or {}, body)


def walk(
    serve: Serve, first: Step | str = URL, *, rule: PagingRule | None = None, max_pages: int = 10_000, limit: int = 300
) -> Walk:
    """Read on until the pager stops, or until ``limit`` requests show that it never will."""
    step = first if isinstance(first, Step) else Step(first)
    document = _answer(serve, step)
    result = Walk(Pager.start(document, rule=rule, max_pages=max_pages, request=step), [step])
    while len(result.asked) < limit:
        following = result.pager.advance(document)
        if not following.repeats:
            result.members.extend(member.data for member in document.members or ())
        if isinstance(following, Stop):
            result.stop = following
            return result
        result.asked.append(following)
        document = _answer(serve, following)
    return result


def _answer(serve: Serve, step: Step) -> Document:
    answer = serve(step)
    body, headers = answer if isinstance(answer, tuple) else (answer, {})
    return read(step.url, 200, headers, body)
