"""What was read at one place: the document, its pages so far, and the copy that is the user's."""

from __future__ import annotations

from typing import Any, Protocol

from hypernav.documents.document import Document
from hypernav.paging import Step, Stop


class PagesRead(Protocol):
    """What a state keeps of the pages of a collection; ``navigation.pages`` reads them."""

    @property
    def count(self) -> int:
        """Return how many members were read."""

    @property
    def stop(self) -> Stop | None:
        """Return why reading stopped, None while more may exist."""

    @property
    def more(self) -> bool | None:
        """Return whether more members exist than were read; None where nobody knows."""

    @property
    def total(self) -> int | None:
        """Return how many members the server says there are."""


class State:
    """Keep what one request answered, and what was made of it since."""

    __slots__ = ("copy", "document", "method", "named", "pages", "request", "size", "stale")

    def __init__(self, document: Document, size: int = 0, request: Step | None = None, method: str = "GET") -> None:
        """Keep a document.

        Args:
            document: What was read.
            size: Bytes that it takes, as far as they count for what is kept.
            request: What was sent, where that was not a plain GET.
            method: The method that was sent.
        """
        self.document = document
        self.size = size
        self.request = request
        self.method = request.method if request is not None else method
        self.pages: PagesRead | None = None
        self.named: dict[str, Any] | None = None
        """Relation to the node that it led to when it was named before."""
        self.stale = False
        """Whether something in it was written to since: it stays for whoever counts on the positions of its members."""
        self.copy: Any = None
        """The data as the user holds it, who may change it."""
