"""How a search gets from a place and a query to requests, and from these to members."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hypernav import looking
from hypernav.address import At, Hop
from hypernav.connection import Connection, Holding
from hypernav.display.neutral import visible
from hypernav.errors import NotExpressible, RelationNotFound, SearchError, UnknownField, UnknownOperator, WrongValue
from hypernav.names import to_identifier
from hypernav.navigation.relations import fill
from hypernav.navigation.writing import encoded
from hypernav.paging import Step
from hypernav.paging.steps import from_the_beginning
from hypernav.profile import PagingRule
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Every, Expression, Some, Term, conjunction
from hypernav.search.plain import PLAIN
from hypernav.search.query import Call, Plan, Query
from hypernav.web.redaction import BODY_LEVELS, Redactor
from hypernav.web.urls import below, parameter_values, path_of, resolve, with_parameters

if TYPE_CHECKING:
    from hypernav.resource import Resource

_ODATA = "hypernav.search.odata:ODATA"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """Show one request that a search sends: method, URL, headers and JSON body. Sends nothing.

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

    def __str__(self) -> str:
        """Return the request as it would be written down, without secrets."""
        typed = {} if self.body is None else {"Content-Type": "application/json"}
        lines = [
            f"{self.method} {self.redact.url(self.url)}",
            *(f"{name}: {self.redact.header(name, value)}" for name, value in {**self.headers, **typed}.items()),
        ]
        shown = self.redact.data(self.body, levels=BODY_LEVELS)
        body = "" if shown is None else "\n\n" + json.dumps(shown, indent=2, ensure_ascii=False)
        return "\n".join(map(visible, ("\n".join(lines) + self.redact(body)).split("\n")))

    __repr__ = __str__

    def __hash__(self) -> int:
        """Return the same number for equal requests, whose bodies cannot be hashed."""
        return hash((self.method, self.url))


def dialect_at(place: Resource) -> Dialect | None:
    """Return the dialect of searches at a place, None where nothing tells before it is looked at. Sends nothing."""
    connection = place._connection
    holding = looking.known(place)
    root = connection.known(connection.root_url)
    url = holding.document.url if holding is not None else likely_url(place)
    profile = connection.profile
    if profile is not None and url:
        found = profile.place(urlsplit(url).path)
        declared = (found[0].search if found else "") or profile.search
        if declared:
            return _loaded(declared)
    # A service is OData as a whole, so that its entry tells of places that were not read.
    entry = root if url.startswith(connection.root_url) else None
    if any(is_odata(each) for each in (holding, entry) if each is not None):
        return _loaded(_ODATA)
    return PLAIN if url else None


def is_odata(holding: Holding) -> bool:
    """Tell whether an answer says that it is OData. Sends nothing."""
    data = holding.document.data
    if not isinstance(data, Mapping):
        return False
    # OData JSON Format 4.01, 4.5.1: every response has a context, whose prefix may be left out; so does JSON-LD, but
    # only OData's leads to metadata.
    return "@odata.context" in data or "$metadata" in str(data.get("@context", ""))


def require_understood(place: Resource, request: SearchRequest) -> None:
    """Refuse an answer that shows that its conditions were sent in a way that the API ignores. **Sends** unless loaded.

    Raises:
        NotExpressible: The answer is OData, and the conditions went out as plain query parameters.
    """
    if is_odata(looking.look(place)):
        raise NotExpressible(
            "This place turned out to be OData, which ignores the plain query parameters that the search was sent as.",
            where=f"{request.method} {request.redact.url(request.url)}",
            next=f'.go("{path_of(request.url)}").load() first; a search of it then goes out as $filter',
        )


def _loaded(name: str) -> Dialect:
    module, _, attribute = name.partition(":")
    dialect: Dialect = getattr(import_module(module), attribute)
    return dialect


def likely_url(place: Resource) -> str:
    """Return where a place is or, before its path was read, where the profile says that it is. Sends nothing."""
    address = place._address
    if isinstance(address, Hop):
        at = looking._resolve(place, may_send=False) if looking.known(address.parent) is not None else None
        return at.url if at is not None else _declared_url(place._connection, address)
    if address.url:
        return address.url
    return place._own.document.self_url or "" if place._own is not None else ""


def address_of(place: Resource) -> str:
    """Return the URL of a place that is searched. **Sends** only what resolving its hops needs.

    Raises:
        NotExpressible: The place is a part of another document, and has no address to ask.
        RelationNotFound: A hop on the way has no such relation.
    """
    try:
        return looking.url_of(place)
    except RelationNotFound:
        if place._own is None:
            raise
        raise NotExpressible(
            "This place came along with another one and has no address of its own, so that no server can search it.",
            where=looking.where(place, place._own.document),
            nearest=".find(…)",
            next="go through what came along: [each for each in place if …]",
        ) from None


def _declared_url(connection: Connection, step: Hop) -> str:
    parent = likely_url(step.parent)
    profile = connection.profile
    if not parent or profile is None or step.variables or step.values:
        return ""
    parts = urlsplit(parent)
    path = parts.path.rstrip("/")
    found = profile.place(path)
    name = to_identifier(step.name)
    for rel, target in found[0].derived.items() if found else ():
        if name in (rel, to_identifier(rel)):
            filled = fill(target, found[1] if found else {})
            return "" if "{" in filled else resolve(filled, base=parent)
    for each in profile.places:
        head, _, last = each.path.rpartition("/")
        if head == path and to_identifier(last) == name:
            return resolve(each.path, base=parent)
    return ""


@dataclass(frozen=True, slots=True)
class Split:
    """Hold what the server is asked, and what is filtered here."""

    plan: Plan
    asked: Expression | None
    """What the server is asked."""
    local: Expression | None = None
    conditional: frozenset[str] = frozenset()
    """Names of the query parameters that say conditions."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Further query parameters, as they are given."""
    trusting: bool = False
    """Whether it is conditions of a place of which nothing was known that are sent as they are."""


def split(dialect: Dialect, query: Query, optional: tuple[Expression, ...]) -> Split:
    """Return the requests of a query, and the part of it that is filtered here. Sends nothing.

    Args:
        dialect: The way of searching.
        query: What is asked for, without the optional conditions.
        optional: Conditions of which the server is asked what it can say, and the rest is filtered here.

    Raises:
        SearchError: The query cannot be asked.
    """
    trusting = dialect.literal_parameters and bool(query.values or query.conditions)
    query = _settled(dialect, query, optional)
    asked, local = query, None
    if optional and query.match == "any":
        whole = replace(query, conditions=(*query.conditions, *optional))
        asked, local = (whole, None) if _said(dialect, whole) else (replace(query, conditions=()), whole.expression)
    elif optional:
        asked, local = _as_far_as_said(dialect, query, optional)
    plan = dialect.compile(asked)
    return Split(plan, asked.expression, local, _conditional(dialect, asked, plan), asked.parameters, trusting)


def terms_of(values: Mapping[str, Any]) -> list[Term]:
    """Return the comparisons that names and values mean: equality, or one of several. Sends nothing.

    >>> terms_of({"state": "open", "id": [1, 2]})
    [(where('state') == 'open'), where('id').in_(1, 2)]
    """
    several = (list, tuple, set, frozenset)
    return [
        Term(name, "in_", tuple(value)) if isinstance(value, several) else Term(name, "==", (value,))
        for name, value in values.items()
    ]


def _settled(dialect: Dialect, query: Query, optional: tuple[Expression, ...]) -> Query:
    """Return a query whose names and values are conditions, or query parameters where nothing else is known."""
    if not query.values:
        return query
    terms = terms_of(query.values)
    if not dialect.literal_parameters:
        return replace(query, values={}, conditions=(*query.conditions, *terms))
    ways = (*terms, *query.conditions, *optional)
    if query.match == "any" and len(ways) > 1:
        raise dialect.refuse(Some(ways), "has no OR", f".parameters({', '.join(f'{name}=…' for name in query.values)})")
    for term in terms:
        if not term.values or None in term.values:
            raise WrongValue(
                f"{term.field!r} was given {'nothing' if not term.values else None}, which no query parameter says.",
                where=f"where({term.field}={query.values[term.field]!r:.200})",
                next="leave it out, or give the text that the API takes, such as 'null'",
            )
    given = {
        name: sorted(each, key=repr) if isinstance(each, set | frozenset) else each
        for name, each in query.values.items()
    }
    return replace(query, values={}, parameters={**given, **query.parameters})


def _as_far_as_said(
    dialect: Dialect, query: Query, optional: tuple[Expression, ...]
) -> tuple[Query, Expression | None]:
    """Return the query with what the server can say of the optional conditions, and the rest."""
    whole = replace(query, conditions=(*query.conditions, *optional))
    if _said(dialect, whole):
        return whole, None  # some conditions can be said beside others only
    kept: list[Expression] = []
    asked = query
    for part in _parts(optional):
        further = replace(asked, conditions=(*asked.conditions, part))
        if _said(dialect, further):
            asked = further
        else:
            kept.append(part)
    return asked, conjunction(tuple(kept))


def _conditional(dialect: Dialect, query: Query, plan: Plan) -> frozenset[str]:
    """Return the names of the parameters that a query has by its conditions alone."""
    if not query.conditions:
        return frozenset()
    names = {name for call in plan.calls for name, _ in call.parameters}
    try:
        without = dialect.compile(replace(query, conditions=()))
    except SearchError:
        return frozenset(names)
    return frozenset(names - {name for call in without.calls for name, _ in call.parameters})


def _said(dialect: Dialect, query: Query) -> bool:
    if dialect.literal_parameters:
        # A server ignores parameters that it does not know, so that nothing but a filter here is sure.
        return not query.conditions
    try:
        dialect.compile(query)
    except (NotExpressible, UnknownField, UnknownOperator):
        return False
    except SearchError:
        return True
    return True


def _parts(conditions: tuple[Expression, ...]) -> Iterator[Expression]:
    for condition in conditions:
        if isinstance(condition, Every):
            yield from _parts(condition.parts)
        else:
            yield condition


def request_at(
    url: str,
    call: Call,
    conditional: frozenset[str] = frozenset(),
    redact: Redactor | None = None,
    *,
    filtered: bool = False,
) -> SearchRequest:
    """Return the request that a call makes of the URL of a place. Sends nothing.

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


def opened(place: Resource, request: SearchRequest, asked_by: str) -> Resource:
    """Return the place that answers a request; a plain GET is not sent yet. **Sends** any other one."""
    connection = place._connection
    kind = type(place)
    if request.method == "GET" and not request.headers and request.body is None:
        return looking.canonical(kind(connection, At(request.url, asked_by)))
    headers = {**request.headers, **({} if request.body is None else {"Content-Type": "application/json"})}
    document, _ = connection.exchange(
        request.method, request.url, headers=headers, body=request.content, asked_by=asked_by
    )
    step = Step(request.url, request.method, headers, request.content, rule=request.paging)
    return kind(connection, At(request.url, asked_by), Holding(document, request=step))
