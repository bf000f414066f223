"""A place in an API and the document found there: dots name places, brackets read data, looking sends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, Self, overload

from hypernav.copying import Unchanging, Unpicklable
from hypernav.display.tables import Table
from hypernav.documents.links import Link, Links
from hypernav.errors import RelationNotFound
from hypernav.names import is_probe
from hypernav.navigation import fields, finding, loading, resolving, view, waiting, writing
from hypernav.navigation.lists import collection, records
from hypernav.navigation.lists.page import Page
from hypernav.navigation.node import Hop, Node
from hypernav.paging import PagingReport

if TYPE_CHECKING:
    import pandas

    from hypernav.edits.bound_patch import BoundPatch
    from hypernav.edits.draft import Draft
    from hypernav.search import Condition, Expression
    from hypernav.search.search import Search
    from hypernav.web.headers import Headers


class Resource(Unchanging, Unpicklable):
    """A place of an API. Attributes name further places and send nothing; reading sends one GET, once.

    >>> import hypernav as hn
    >>> projects = hn.connect("launchdarkly", sandbox=True).projects
    >>> projects
    Resource(launchdarkly.projects, not loaded)
    >>> projects.find(key="default")["name"]
    'Storefront'
    """

    __slots__ = ("__weakref__", "_node")
    _not_pickled = "{self!r} holds a connection with credentials and is not pickled; pickle .data and .url."

    _node: Node

    def __init__(self, node: Node) -> None:
        """Show what the engine holds of a place; ``connect`` says that it is shown so."""
        self._node = node

    # Reading

    @property
    def url(self) -> str:
        """Return the address of this place. **Sends** only to resolve the hops of a path that leads here.

        Raises:
            RelationNotFound: A hop of the path does not exist.
            TemplateError: The address lacks values; ``at`` gives them.
        """
        return resolving.url_of(self._node)

    @property
    def loaded(self) -> bool:
        """Return whether a look would send nothing. Sends nothing."""
        return resolving.known(self._node) is not None

    @property
    def status(self) -> int | None:
        """Return the status of the answer, or None while there is none. Sends nothing."""
        state = resolving.known(self._node)
        return state.document.status if state else None

    def load(self, *, headers: Mapping[str, str] | None = None) -> Self:
        """Look at this place. **Sends** one GET for each hop not loaded yet, and with ``headers`` always one here.

        Args:
            headers: Further headers of this one request, and of further pages of its list; ``refresh`` has none.

        Raises:
            ResponseError: The server answered with a 4xx or 5xx status.
            ForeignOrigin: The link leads to another origin; nothing was sent.
        """
        if headers:
            loading.load_with(self._node, headers)
        else:
            loading.read_for_display(self._node)
        return self

    @property
    def headers(self) -> Headers:
        """Return the header fields of the answer, none for a part of another one. **Sends** one GET unless loaded."""
        return resolving.read(self._node).document.headers

    def head_request(self, *, headers: Mapping[str, str] | None = None) -> Resource:
        """Return what answers a HEAD (RFC 9110, 9.3.2): ``status`` and ``headers``, no data. **Sends** one HEAD.

        Raises:
            ResponseError: The server answered with a 4xx or 5xx status.
        """
        return self._wrap(writing.head(self._node, headers or {}))

    def refresh(self) -> Self:
        """Read this place again. **Sends** one GET after those of its path, conditional if it can."""
        loading.refresh(self._node)
        return self

    @property
    def data(self) -> Any:
        """Return the document as plain Python data, which is yours to change. **Sends** one GET unless loaded."""
        return fields.data_of(self._node)

    @property
    def links(self) -> Links:
        """Return all links of each relation. **Sends** one GET unless loaded."""
        return resolving.links_of(self._node)

    @overload
    def __getitem__(self, key: str) -> Any: ...
    @overload
    def __getitem__(self, key: int) -> Resource: ...
    @overload
    def __getitem__(self, key: slice) -> list[Resource]: ...
    def __getitem__(self, key: str | int | slice) -> Any:
        """Read a field, or a member by position. **Sends** one GET unless loaded, and one a page needed.

        Raises:
            FieldNotFound: The document has no such field.
            IndexError: The collection has no such member.
        """
        if isinstance(key, str):
            return fields.read_field(self._node, key)
        if isinstance(key, slice):
            return list(map(self._node.session.wrap, finding.members_between(self._node, key)))
        return self._wrap(finding.member_at(self._node, key))

    def __contains__(self, key: object) -> bool:
        """Tell whether the document has a field. **Sends** one GET unless loaded."""
        return fields.has_field(self._node, key)

    # Naming places

    def __getattr__(self, name: str) -> Resource:
        """Name the place that a relation leads to. Sends nothing.

        Raises:
            RelationNotFound: This place is loaded and has no such relation.
        """
        if name in RESERVED:
            _raise_again(self, name)
        if is_probe(name):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        node = self._node
        return self._wrap(resolving.named_before(node, name) or resolving.hop(node, Hop(node, name)))

    def follow(self, *relations: str | Link, **variables: Any) -> Resource:
        """Name the place that relations lead to, one after the other. Sends nothing.

        Args:
            relations: Names as the API spells them, or as identifiers; or links.
            variables: For the last relation: values of its template, or properties that choose among several links.

        Raises:
            RelationNotFound: This place is loaded and has no such relation.
        """
        return self._wrap(resolving.followed(self._node, relations, variables))

    def at(self, *values: Any, **variables: Any) -> Resource:
        """Fill the next variables of this place's address. Sends nothing.

        Raises:
            TemplateError: There is no such variable, or the value would lead out of the template.
        """
        return self._wrap(resolving.filled(self._node, values, variables))

    def __dir__(self) -> list[str]:
        """List the methods and, after a look, every relation of this place. Sends nothing."""
        return sorted({*RESERVED, *resolving.known_relations(self._node)})

    def _ipython_key_completions_(self) -> list[str]:
        return fields.known_fields(self._node)

    # Collections

    def __iter__(self) -> Iterator[Resource]:
        """Yield the members. **Sends** one GET a page that is not read yet.

        Raises:
            NotACollection: The document is one thing.
        """
        yield from collection.wrapped_members(
            self._node
        )  # a generator, so that asking whether this can be iterated sends nothing

    def find(self, **criteria: Any) -> Resource:
        """Return the first member whose fields have these values. **Sends** one GET a page until it is found.

        Raises:
            MemberNotFound: No member matches; the message tells near misses.
        """
        return self._wrap(finding.find(self._node, criteria))

    def pages(self) -> Iterator[Page[Resource]]:
        """Yield page by page. **Sends** one GET a page that is not read yet."""
        return (page.wrapped(self._wrap) for page in collection.pages(self._node).iterate_pages())

    @property
    def total(self) -> int | None:
        """Return how many members the server says there are, if it says so; None for one thing.

        **Sends** one GET unless loaded.
        """
        return records.total(self._node)

    @property
    def paging(self) -> PagingReport:
        """Return how paging goes on, what shows it, and why it stopped. **Sends** one GET unless loaded."""
        return records.report(self._node)

    def select(self, path: str) -> list[Any]:
        """Return what a JSONPath finds in this document. **Sends** one GET unless loaded.

        Raises:
            SearchError: The path cannot be understood.
        """
        return fields.select(self._node, path)

    def table(self, *columns: str, limit: int | None = None, all: bool = False) -> Table:
        """Return members as a table; columns are paths such as ``environments.production.on``.

        **Sends** one GET unless loaded. Shows the pages read so far; ``limit`` reads on to that many members
        and ``all`` to the end, one GET a page.
        """
        return records.table(self._node, columns, limit, everything=all)

    def frame(self, *columns: str, limit: int | None = None, all: bool = False) -> pandas.DataFrame:
        """Return members as a pandas DataFrame, with the same arguments as ``table``. **Sends** as ``table`` does.

        Without ``limit`` and ``all`` it holds the first page, whatever was read before, and warns once where there
        are more.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return records.frame(self._node, columns, limit, everything=all)

    # Searching

    @overload
    def where(self, condition: str, /, *, locally: bool = False, strict: bool | None = None) -> Condition: ...
    @overload
    def where(
        self, *conditions: Expression, locally: bool = False, strict: bool | None = None, **values: Any
    ) -> Search[Resource]: ...
    def where(self, *conditions: Any, locally: bool = False, strict: bool | None = None, **values: Any) -> Any:
        """Ask for the members that meet conditions, in the API's own way of searching. Sends nothing.

        ``where("field")`` waits for its operator, which TAB offers. Of an API that is not known, ``where(name=value)``
        are query parameters. See ``Search.where``.

        Raises:
            SearchError: The API does not search so; the message names the nearest that it does.
        """
        from hypernav.search.search import Search  # loaded by the first search, like drafts by the first edit

        self._node.session.hold(self._node, self)
        return Search[Resource](self._node).where(*conditions, locally=locally, strict=strict, **values)

    # Writing

    def edit(self, *, form: str = "", guard: bool = True) -> Draft[Resource]:
        """Return an editable copy of this place, which shows what it would send and sends it once.

        **Sends** one GET unless the place is loaded in full; a summary is not.

        Args:
            form: ``"json patch"``, ``"merge patch"``, ``"changed members"`` or ``"whole representation"``, where it
                is not to be the one that the API takes best.
            guard: Whether to use the API's guard against the changes of others; without it, the place is read once
                more before the write.

        Raises:
            PatchError: The place takes no edits, or has no members to edit.
        """
        from hypernav.edits.draft import edit  # loaded by the first edit

        return edit(self._node, form, guard=guard)

    def instruct(self, *, environment: str = "") -> BoundPatch[Resource]:
        """Return a semantic patch of this place: ``instruct(…).turn_flag_on().send()``.

        **Sends** one GET unless the place is loaded in full, to check the environment and to know the way back.

        Raises:
            PatchError: The place takes no instructions, or has no such environment.
        """
        from hypernav.edits.bound_patch import instruct  # loaded by the first instruction

        return instruct(self._node, environment)

    def post(
        self, body: Any = None, *, content_type: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> Resource:
        """Return the answer to a POST. **Sends** one write, with these further headers."""
        return self._wrap(writing.write(self._node, "POST", body, content_type, headers or {}))

    def put(
        self, body: Any = None, *, content_type: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> Resource:
        """Return the answer to a PUT. **Sends** one write, with these further headers."""
        return self._wrap(writing.write(self._node, "PUT", body, content_type, headers or {}))

    def patch(
        self, body: Any = None, *, content_type: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> Resource:
        """Return the answer to a PATCH. **Sends** one write, with these further headers."""
        return self._wrap(writing.write(self._node, "PATCH", body, content_type, headers or {}))

    def delete(
        self, body: Any = None, *, content_type: str = "application/json", headers: Mapping[str, str] | None = None
    ) -> Resource:
        """Return the answer to a DELETE. **Sends** one write, with these further headers."""
        return self._wrap(writing.write(self._node, "DELETE", body, content_type, headers or {}))

    def wait(self, timeout: float | None = None) -> Resource:
        """Return this place once what it stands for is finished, well or not: a job, a scan, what a write began.

        **Sends** one GET for each look; each wait over a second is announced, and an interrupt loses nothing.

        Args:
            timeout: Seconds to wait at most.

        Raises:
            DeadlineExceeded: It is still going on after ``timeout`` seconds.
        """
        return self._wrap(waiting.wait(self._node, timeout))

    def options(self) -> tuple[str, ...]:
        """Return the methods that the server offers here. **Sends** one OPTIONS (RFC 9110, 9.3.7)."""
        return writing.allowed_methods(self._node)

    def curl(self) -> str:
        """Return what reads this place as a command line, secrets as variables. Sends what ``url`` sends."""
        state, client = resolving.known(self._node), self._node.session.client
        asked = state.request if state is not None else None
        if asked is None:
            return client.curl("GET", self.url)
        return client.curl(asked.method, asked.url, headers=asked.headers, body=asked.body)

    # Showing

    def __repr__(self) -> str:
        """Say in one line what this is. Sends nothing."""
        return view.one_line(self._node)

    def __str__(self) -> str:
        """Return the page of a loaded place, or one line of another. Sends nothing."""
        return view.text(self._node)

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, str]:
        """Look at this place and return its page as text and HTML. **Sends** one GET for each hop not loaded yet."""
        return view.bundle(self._node, include, exclude)

    def _wrap(self, node: Node) -> Resource:
        if node is self._node:
            return self
        found: Resource = self._node.session.wrap(node)
        return found


RESERVED = frozenset(name for name in vars(Resource) if not name.startswith("_"))
"""Names of methods, which win over relations of the same name; ``follow`` reaches those."""


def _raise_again(resource: Resource, name: str) -> NoReturn:
    # A property that raised RelationNotFound, an AttributeError, made Python ask __getattr__ for its name.
    attribute = vars(Resource)[name]
    attribute.__get__(resource, Resource)
    raise RelationNotFound(f"{name!r} could not be read.")


def node_of(resource: Resource) -> Node:
    """Return what the engine holds of a place, for what is built on the engine."""
    return resource._node
