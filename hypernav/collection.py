"""The members of a collection, read page by page when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from hypernav.errors import ResponseError
from hypernav.paging import Pager, PagingReport, Step, Stop

if TYPE_CHECKING:
    from hypernav.connection import Connection
    from hypernav.document import Document
    from hypernav.resource import Resource


class Page(Sequence["Resource"]):
    """Hold the members of one page, in the order of the server.

    >>> Page("https://acme.test/orders?page=2", 1, ())
    Page(2, 0 members, GET https://acme.test/orders?page=2)
    """

    __slots__ = ("_members", "number", "url")

    def __init__(self, url: str, number: int, members: Sequence[Resource]) -> None:
        """Keep the members; ``number`` counts from 0 in the order of reading."""
        self.url = url
        self.number = number
        self._members = tuple(members)

    def __len__(self) -> int:
        """Return how many members this page has. Sends nothing."""
        return len(self._members)

    @overload
    def __getitem__(self, index: int) -> Resource: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Resource]: ...
    def __getitem__(self, index: int | slice) -> Resource | Sequence[Resource]:
        """Return a member, or several. Sends nothing."""
        return self._members[index]

    def __repr__(self) -> str:
        """Say which page this is. Sends nothing."""
        count = len(self._members)
        return f"Page({self.number + 1}, {count} member{'' if count == 1 else 's'}, GET {self.url})"


class Pages:
    """Read the pages of one collection, each once; a failure keeps what was read, and reading goes on from there."""

    def __init__(
        self,
        connection: Connection,
        document: Document,
        make_member: Callable[[Document], Resource],
        asked_by: str = "",
    ) -> None:
        """Begin with the document that was read already; ``make_member`` wraps each member."""
        self._connection = connection
        self._make_member = make_member
        self._asked_by = asked_by
        profile = connection.profile
        self._pager = Pager.start(
            document, rule=profile.paging if profile else None, max_pages=connection.options.max_pages
        )
        self.documents: list[Document] = []
        self.members: list[Resource] = []
        self._starts: list[int] = []
        self._following: Step | Stop = self._add(document)

    @property
    def stop(self) -> Stop | None:
        """Return why reading stopped, or None while more may exist. Sends nothing."""
        return self._following if isinstance(self._following, Stop) else None

    @property
    def total(self) -> int | None:
        """Return how many members the server says there are. Sends nothing."""
        return self._pager.total

    @property
    def complete(self) -> bool:
        """Return whether the pages read are all there are, as far as the server tells. Sends nothing."""
        return self.stop is not None and self.stop.complete

    def report(self) -> PagingReport:
        """Return how paging goes on and why it stopped. Sends nothing."""
        return self._pager.report(
            pages=len(self.documents), items=len(self.members), stop=self.stop, redact=self._connection.client.redact
        )

    def read_next(self) -> bool:
        """Read the next page, if there is one. **Sends** one request.

        An error leaves everything as it was, so that the same request is sent next time.
        """
        step = self._following
        if isinstance(step, Stop):
            return False
        try:
            document, _ = self._connection.exchange(
                step.method, step.url, headers=step.headers, body=step.body, asked_by=self._asked_by
            )
        except ResponseError as error:
            end = self._pager.refused(error.status)
            if end is None:
                raise
            self._following = end
            return False
        count = len(self.members)
        self._following = self._add(document)
        return len(self.members) > count or self.stop is None

    def read_until(self, count: int | None) -> None:
        """Read pages until there are that many members, or all. **Sends** one request a page."""
        while (count is None or len(self.members) < count) and self.read_next():
            pass

    def page(self, number: int) -> Page:
        """Return one of the pages read. Sends nothing."""
        bounds = [*self._starts, len(self.members)]
        members = self.members[bounds[number] : bounds[number + 1]]
        return Page(self._connection.client.redact(self.documents[number].url), number, members)

    def iterate_pages(self) -> Iterator[Page]:
        """Yield each page, reading on as needed. **Sends** one request a page not read yet."""
        number = 0
        while number < len(self.documents) or self._read_page():
            yield self.page(number)
            number += 1

    def __iter__(self) -> Iterator[Resource]:
        """Yield each member, reading on as needed. **Sends** one request a page not read yet."""
        index = 0
        while True:
            batch = self.members[index:]
            yield from batch
            index += len(batch)
            if index >= len(self.members) and not self.read_next():
                return

    def _read_page(self) -> bool:
        count = len(self.documents)
        while self.stop is None and len(self.documents) == count:
            self.read_next()
        return len(self.documents) > count

    def _add(self, document: Document) -> Step | Stop:
        following = self._pager.advance(document)
        if isinstance(following, Stop) and following.repeats:
            return following
        self._starts.append(len(self.members))
        self.documents.append(document)
        self.members.extend(map(self._make_member, document.members or ()))
        return following
