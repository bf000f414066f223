"""The requests that a search sends, and the places that answer them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hypernav.errors import NotExpressible, RelationNotFound, WrongValue
from hypernav.navigation.naming import where
from hypernav.navigation.node import Address, Node, embedded_state
from hypernav.navigation.resolving import at_address, url_of
from hypernav.navigation.state import State
from hypernav.navigation.writing import encoded
from hypernav.paging import Step
from hypernav.paging.steps import from_the_beginning
from hypernav.profile import PagingRule
from hypernav.search.query import Call
from hypernav.visible import neutral
from hypernav.web.redaction import BODY_LEVELS, Redactor
from hypernav.web.urls import below, parameter_values, path_of, with_parameters


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Show one request that a search sends: method, URL, headers and JSON body.

    >>> print(SearchRequest("POST", "https://acme.test/search?size=50", body={"match": "all"}))
    POST https://acme.test/search?size=50
    Content-Type: application/json
    <BLANKLINE>
    {
      "match": "all"
    }
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    """The body as plain data, None for none."""
    paging: PagingRule | None = None
    """How its pages go on, where the search knows it."""
    redact: Redactor = field(default_factory=Redactor, compare=False)
    """Takes secrets out of what is shown; ``url``, ``headers`` and ``body`` have them."""

    @property
    def content(self) -> bytes | None:
        """Return the body as it is sent, None for none."""
        return encoded(self.body)

    @property
    def given(self) -> dict[str, str]:
        """Return the headers that the search gives the request, with the type of its body."""
        return {**self.headers, **({} if self.body is None else {"Content-Type": "application/json"})}

    def __str__(self) -> str:
        """Return the request as it would be written down, without secrets."""
        lines = [
            f"{self.method} {self.redact.url(self.url)}",
            *(f"{name}: {self.redact.header(name, value)}" for name, value in self.given.items()),
        ]
        shown = self.redact.data(self.body, levels=BODY_LEVELS)
        body = "" if shown is None else "\n\n" + json.dumps(shown, indent=2, ensure_ascii=False)
        return "\n".join(map(neutral, ("\n".join(lines) + self.redact(body)).split("\n")))

    __repr__ = __str__

    def __hash__(self) -> int:
        """Return the same number for equal requests, whose bodies cannot be hashed."""
        return hash((self.method, self.url))


def address_of(node: Node) -> str:
    """Return the URL of a place that is searched. **Sends** only what resolving its hops needs.

    Raises:
        NotExpressible: The place is a part of another document, and has no address to ask.
        RelationNotFound: A hop on the way has no such relation.
    """
    try:
        return url_of(node)
    except RelationNotFound:
        state = embedded_state(node)
        if state is None:
            raise
        raise NotExpressible(
            "This place came along with another one and has no address of its own, so that no server can search it.",
            where=where(node, state.document),
            nearest=".find(…)",
            next="go through what came along: [each for each in place if …]",
        ) from None


def request_at(
    url: str,
    call: Call,
    conditional: frozenset[str] = frozenset(),
    redact: Redactor | None = None,
    *,
    filtered: bool = False,
) -> SearchRequest:
    """Return the request that a call makes of the URL of a place.

    Args:
        url: The URL, with the query that the place has already, save where in a list a page begins.
        call: The call.
        conditional: Names of parameters that say conditions, and may not take the place of those in the URL.
        redact: Takes secrets out of what is shown.
        filtered: Whether what answers is filtered here.

    Raises:
        WrongValue: A parameter holds half of a surrogate pair, which no URL can hold.
        NotExpressible: The place is restricted already by a parameter that the search would set.
    """
    redact = redact or Redactor()
    _require_no_restriction(url, call, conditional, redact)
    if filtered or call.parameters or call.body is not None:
        # What answers is another list, in which the position of a page would leave out what comes before.
        url = from_the_beginning(url)
    try:
        full = with_parameters(below(url, call.path) if call.path else url, call.parameters)
    except UnicodeEncodeError as error:
        raise WrongValue(
            "A text holds half of a surrogate pair, which is no character and cannot be sent.",
            where=ascii(error.object)[:200],
            next="remove it: text.encode('utf-8', 'ignore').decode()",
        ) from None
    return SearchRequest(call.method, full, dict(call.headers), call.body, call.paging, redact)


def _require_no_restriction(url: str, call: Call, conditional: frozenset[str], redact: Redactor) -> None:
    for name in dict.fromkeys(name for name, _ in call.parameters if name in conditional):
        given = parameter_values(url, name)
        asked = [value for each, value in call.parameters if each == name]
        if given and sorted(given) != sorted(asked):
            restriction, part = ("&".join(f"{name}={value}" for value in values) for values in (given, asked))
            raise NotExpressible(
                f"This place is restricted by {restriction} already, which a condition of the search would replace.",
                where=redact.url(url),
                part=part[:300],
                next=f'search from .go("{path_of(url)}") with both conditions',
            )


def opened(node: Node, request: SearchRequest, asked_by: str) -> Node:
    """Return the place that answers a request; a plain GET is not sent yet. **Sends** any other one."""
    session = node.session
    if request.method == "GET" and not request.headers and request.body is None:
        return at_address(node, Address(request.url, asked_by))
    headers = request.given
    document, _ = session.exchange(
        request.method, request.url, headers=headers, body=request.content, asked_by=asked_by
    )
    step = Step(request.url, request.method, headers, request.content, rule=request.paging)
    return Node(session, Address(request.url, asked_by), State(document, request=step))
