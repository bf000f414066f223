"""A search of a place: an immutable question, and the lazy collection of what answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, Literal, NoReturn, Self, TypeVar, overload

from hypernav.copying import Unchanging, Unpicklable
from hypernav.display.tables import Table, frame_of
from hypernav.documents.effect import Asked, Effect
from hypernav.errors import SearchError
from hypernav.navigation.expected import likely_url
from hypernav.navigation.fields import data_of, read_field, select
from hypernav.navigation.finding import between, find_among, member_among
from hypernav.navigation.lists.page import Page
from hypernav.navigation.lists.records import report, table_of_records
from hypernav.navigation.loading import read_for_display
from hypernav.navigation.naming import expression_of
from hypernav.navigation.node import Node
from hypernav.paging import PagingReport
from hypernav.search import view
from hypernav.search.answers import Answers, answers_of
from hypernav.search.asking import Question
from hypernav.search.choosing import dialect_for, dialect_of
from hypernav.search.expression import Condition, Expression, kept
from hypernav.search.judging.probing import probe
from hypernav.search.query import Ordering, Query, counted_items
from hypernav.search.requests import SearchRequest, address_of
from hypernav.visible import neutral

if TYPE_CHECKING:
    import pandas

R = TypeVar("R")


class Search(Unchanging, Unpicklable, Generic[R]):
    """Ask a place for the members that meet conditions. Building it sends nothing; looking at it sends, once.

    Each method returns a new search. ``limit`` counts items in all, ``page_size`` items a request.

    >>> import hypernav as hn
    >>> ivm = hn.connect("insightvm", sandbox=True)
    >>> riskiest = ivm.assets.where("operating-system").contains("Linux").sort("-riskScore").limit(3)
    >>> [asset["hostName"] is not None for asset in riskiest]
    [True, True, True]
    """

    __slots__ = ("__weakref__", "_answers", "_node", "_optional", "_query")

    _not_pickled = "{self!r} holds a connection with credentials and is not pickled; pickle .request()."

    _node: Node
    _query: Query
    _optional: tuple[Expression, ...]
    _answers: Answers | None

    def __init__(self, node: Node, query: Query | None = None, optional: tuple[Expression, ...] = ()) -> None:
        """Ask a place; ``optional`` are conditions that may be filtered here where the server cannot say them."""
        self._node = node
        self._query = query or Query()
        self._optional = optional
        self._answers = None

    @property
    def place(self) -> R:
        """Return the place that is searched. Sends nothing."""
        return self._wrap(self._node)

    # Asking

    @overload
    def where(self, condition: str, /, *, locally: bool = False, strict: bool | None = None) -> Condition: ...
    @overload
    def where(
        self, *conditions: Expression, locally: bool = False, strict: bool | None = None, **values: Any
    ) -> Search[R]: ...
    def where(self, *conditions: Any, locally: bool = False, strict: bool | None = None, **values: Any) -> Any:
        """Add conditions: a field to compare next, expressions, or values that fields are to have. Sends nothing.

        Args:
            conditions: The name of one field, or expressions made by ``hn.where``, or documents of conditions as the
                API keeps them.
            locally: Whether what the server cannot say is filtered here, on the members that come.
            strict: Whether members that contradict what the search asks are an error, not a warning; None leaves it.
            values: Field to value; of an API that is not known, query parameters as they are.

        Raises:
            UnknownField: The API does not search by that field.
            UnknownOperator: The field does not have that operator.
            WrongValue: The operator takes other values.
        """
        query = self._query if strict is None else replace(self._query, strict=strict)
        asked = Question(self._node, query, self._optional)
        if len(conditions) == 1 and isinstance(conditions[0], str) and not values:
            name, offered = conditions[0], asked.operators(conditions[0], locally=locally)
            return Condition(name, lambda term: self._asking(asked.meeting(term, locally=locally)), offered)
        for condition in conditions:
            asked = asked.meeting(condition, locally=locally)
        return self._asking(asked.having(values, locally=locally))

    def match(self, mode: Literal["all", "any"]) -> Search[R]:
        """Ask that all conditions hold, which is so from the start, or any one of them. Sends nothing.

        Raises:
            SearchError: The mode is neither ``all`` nor ``any``.
        """
        if mode not in ("all", "any"):
            raise SearchError(f"{mode!r} is no way to match.", next='.match("all") or .match("any")')
        return self._changed(match=mode)

    def sort(self, *orderings: str) -> Search[R]:
        """Sort by fields, ``-`` before those that descend, in place of what was asked before. Sends nothing.

        Raises:
            SearchError: An ordering names no field.
        """
        return self._changed(sort=tuple(map(Ordering.read, orderings)))

    def limit(self, items: int | None) -> Search[R]:
        """Stop after that many items in all, however many requests they take; None takes all. Sends nothing.

        Raises:
            SearchError: It is no whole number, or negative.
        """
        return self._changed(limit=counted_items(items, "limit", least=0))

    def page_size(self, items: int | None) -> Search[R]:
        """Ask for that many items a request; None leaves it to the server. Sends nothing.

        Raises:
            SearchError: It is no whole number above 0.
        """
        return self._changed(page_size=counted_items(items, "page_size", least=1))

    def fields(self, *fields: Any) -> Search[R]:
        """Ask for some members of each item only, where the API can leave others out. Sends nothing."""
        return self._changed(fields=fields)

    def expand(self, *relations: Any) -> Search[R]:
        """Ask for more to come along with each item, where the API can. Sends nothing."""
        return self._changed(expand=relations)

    def text(self, words: str) -> Search[R]:
        """Look for words anywhere in the items, where the API can. Sends nothing."""
        if not isinstance(words, str):
            raise SearchError(f"{words!r} is no text to look for.", next='.text("some words")')
        return self._changed(text=words)

    def parameters(self, **parameters: Any) -> Search[R]:
        """Add query parameters as they are; a list repeats one. Sends nothing."""
        given = {name: kept(value, name) for name, value in parameters.items()}
        return self._changed(parameters={**self._query.parameters, **given})

    # The request

    def request(self) -> SearchRequest:
        """Return the request that comes first, as it would go out. Sends only what ``url`` of the place sends.

        Where the profile knows the place, that is nothing.

        Raises:
            SearchError: The search cannot be asked; the message names the part.
        """
        return self.requests()[0]

    def requests(self) -> tuple[SearchRequest, ...]:
        """Return all requests that the search needs, without those for further pages. Sends as ``request`` does."""
        url = likely_url(self._node) or address_of(self._node)
        return self._read().requests(url)

    @property
    def body(self) -> Any:
        """Return the body of the request as plain data, None where it has none. Sends as ``request`` does."""
        return self.request().body

    def curl(self) -> str:
        """Return the requests as command lines, secrets as variables. Sends as ``request`` does."""
        client = self._node.session.client
        return "\n".join(
            client.curl(each.method, each.url, headers=each.given, body=each.content) for each in self.requests()
        )

    # The collection

    def __iter__(self) -> Iterator[R]:
        """Yield the members that answer. **Sends** one request a page that is not read yet."""
        yield from map(self._wrap, self._members())

    @overload
    def __getitem__(self, key: int) -> R: ...
    @overload
    def __getitem__(self, key: slice) -> list[R]: ...
    @overload
    def __getitem__(self, key: str) -> Any: ...
    def __getitem__(self, key: str | int | slice) -> Any:
        """Return a member by position, several, or a field of the first page. **Sends** what is not read yet."""
        if isinstance(key, str):
            return read_field(self._read().first, key)
        if isinstance(key, slice):
            return [self._wrap(member) for member in between(self._members_as_shown(), key)]
        return self._wrap(member_among(self._members_as_shown, key))

    def find(self, **criteria: Any) -> R:
        """Return the first member whose fields have these values. **Sends** one request a page until it is found.

        Raises:
            MemberNotFound: No member matches; the message tells near misses.
        """
        return self._wrap(find_among(self._members, criteria, named=self._named(), client=self._node.session.client))

    def pages(self) -> Iterator[Page[R]]:
        """Yield page by page, each with those of its members that answer. **Sends** one request a page not read yet."""
        left = self._query.limit
        for page, answering in self._read_now().pages():
            if left is not None and left <= 0:
                return
            shown = answering if left is None else answering[:left]
            left = None if left is None else left - len(shown)
            yield Page(page.url, page.number, shown).wrapped(self._wrap)

    def count(self) -> int:
        """Return how many items answer: as the server says, or by reading all where it cannot. **Sends** as needed."""
        claimed = self.total
        if claimed is None:
            return sum(1 for _ in self._members())
        return claimed if self._query.limit is None else min(claimed, self._query.limit)

    @property
    def total(self) -> int | None:
        """Return how many members answer as the server says, None where it cannot know.

        **Sends** unless loaded; where the API counts in a request of its own (OData), that one, once.
        """
        return self._read_now().counted()

    @property
    def paging(self) -> PagingReport:
        """Return how the request read last goes on, and why it stopped. **Sends** one request unless loaded."""
        return report(self._read().last)

    @property
    def effect(self) -> Effect:
        """Return what the members that came back show of each thing asked. **Sends** one request unless loaded.

        Each line is *held*, *contradicted* with an example, or *cannot be seen*; it is judged on what was read so far.
        """
        return self._read().effect

    def probe(self, field: str = "") -> Asked:
        """Ask once with a value that cannot match, to learn whether the server heeds a condition at all.

        **Sends** one request: one condition of this search alone, the first or that of a field, with another value.

        Args:
            field: The field of the condition to try.

        Returns:
            What the answer shows: *contradicted* where members come for a value that none has.

        Raises:
            SearchError: No condition can be tried.
        """
        return probe(self._read(), dialect_of(self._node), self._query, field)

    @property
    def loaded(self) -> bool:
        """Return whether the first page was read. Sends nothing."""
        return self._answers is not None and self._answers.loaded

    @property
    def data(self) -> Any:
        """Return the document of the first page as plain data. **Sends** one request unless loaded."""
        return data_of(self._read().first)

    def load(self) -> Self:
        """Read the first page. **Sends** one request unless loaded."""
        read_for_display(self._read().first)
        return self

    def refresh(self) -> Search[R]:
        """Return the same search, asked anew. **Sends** one request."""
        if self._answers is not None:
            self._answers.forget()
        return self._changed().load()

    def select(self, path: str) -> list[Any]:
        """Return what a JSONPath finds in the first page. **Sends** one request unless loaded."""
        return select(self._read().first, path)

    def table(self, *columns: str, limit: int | None = None, all: bool = False) -> Table:
        """Return the members that answer as a table, with the arguments that a place's ``table`` has.

        **Sends** one request unless loaded; a limit of the search, or here, reads on to that many members, and
        ``all`` to the end.
        """
        records, footer = self._records(limit, everything=all)
        return table_of_records(self._read().first, records, footer, columns)

    def frame(self, *columns: str, limit: int | None = None, all: bool = False) -> pandas.DataFrame:
        """Return the members that answer as a pandas DataFrame. **Sends** as ``table`` does.

        Without a limit and ``all`` it holds the first page, and warns once where there are more.

        Raises:
            MissingExtra: pandas is not installed.
        """
        records, footer = self._records(limit, everything=all)
        made = frame_of(records, columns, footer=footer, redact=self._node.session.client.redact)
        if limit is None and self._query.limit is None and not all:
            self._read().warn_of_part(footer)
        return made

    # Showing

    def __repr__(self) -> str:
        """Say in one line what is asked. Sends nothing."""
        return self._named("read" if self.loaded else "not sent")

    def __str__(self) -> str:
        """Return the page of a search that was read, or one line. Sends nothing."""
        return view.text(self._read(), self._query) if self.loaded else repr(self)

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        """Ask, and return the first page as text and HTML. **Sends** one request unless loaded."""
        return view.bundle(self._read_now(), self._query, include, exclude)

    def __eq__(self, other: object) -> bool:
        """Tell whether another search asks the same of the same place. Sends nothing."""
        if not isinstance(other, Search):
            return NotImplemented
        same_place = self._node is other._node or (
            self._node.session is other._node.session and likely_url(self._node) == likely_url(other._node) != ""
        )
        return same_place and (self._query, self._optional) == (other._query, other._optional)

    def __hash__(self) -> int:
        """Return the same number for equal searches. Sends nothing."""
        return hash((self._query.conditions, self._optional))

    def __or__(self, other: object) -> NoReturn:
        """Refuse to be joined: conditions are, inside of one search."""
        raise SearchError(
            "A search is joined with nothing; its conditions are.",
            where=repr(self),
            write='.where(hn.where("a").is_(1) | hn.where("b").is_(2)), or .where(…).where(…).match("any")',
        )

    __and__ = __ror__ = __rand__ = __or__

    # Inside

    def _wrap(self, node: Node) -> R:
        found: R = self._node.session.wrap(node)
        return found

    def _members(self) -> Iterator[Node]:
        return self._members_of(self._read_now())

    def _members_as_shown(self) -> Iterator[Node]:
        return self._members_of(self._read())

    def _members_of(self, answers: Answers) -> Iterator[Node]:
        answering = (member for _, found in answers.pages() for member in found)
        return islice(answering, self._query.limit)

    def _changed(self, **parts: Any) -> Search[R]:
        return Search(self._node, replace(self._query, **parts), self._optional)

    def _asking(self, question: Question) -> Search[R]:
        return Search(question.node, question.query, question.optional)

    def _read(self) -> Answers:
        if self._answers is None:
            dialect = dialect_for(self._node, self._query, self._optional)
            self._answers = answers_of(self._node, dialect, self._query, self._optional)
        return self._answers

    def _read_now(self) -> Answers:
        """Return what answers now: what was written since makes it be asked anew, but for members by position."""
        if self._answers is not None and self._answers.changes != self._node.session.changes:
            self._answers = None
        return self._read()

    def _records(self, limit: int | None, *, everything: bool) -> tuple[list[Any], str]:
        wanted = min((each for each in (limit, self._query.limit) if each is not None), default=None)
        records, phrase = self._read_now().records(wanted, everything=everything)
        return records, " · ".join(filter(None, (phrase, *self._read().notices, self._read().judgement.effect.phrase)))

    def _named(self, *state: str) -> str:
        asked = view.asked(self._query, self._optional, self._answers)
        shown = f"Search({', '.join([expression_of(self._node), *asked, *state])})"
        return neutral(self._node.session.client.redact(shown))
