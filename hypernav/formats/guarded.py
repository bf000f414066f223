"""Readers of other packages: what they raise is left out and told, and takes nothing else down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from hypernav.documents.document import Action, Document, Found
from hypernav.documents.link import Link
from hypernav.errors import ProfileError
from hypernav.formats.base import Format

T = TypeVar("T")
_OWN = "hypernav.formats."


def checked(reader: object) -> Format:
    """Return a reader if it is one.

    Raises:
        ProfileError: It is a class or something else, has no name, or its media types or keys are one text.
    """
    if isinstance(reader, type) or not isinstance(reader, Format):
        called = f"{reader.__name__}()" if isinstance(reader, type) else "an object of a subclass of Format"
        raise ProfileError(f"{reader!r:.100} is no reader of a format.", next=f"give {called}")
    if not reader.name:
        raise ProfileError("A format needs a name.")
    for field in ("media_types", "hidden", "keys", "link_keys"):
        if isinstance(getattr(reader, field), str):
            raise ProfileError(
                f"{type(reader).__name__}.{field} is one text where several may stand.",
                nearest=repr((getattr(reader, field),)),
            )
    return reader


def guarded(reader: Format) -> Format:
    """Return a reader that never raises: one of this package as it is, another one within a guard."""
    return reader if type(reader).__module__.startswith(_OWN) or isinstance(reader, Guarded) else Guarded(reader)


class Guarded(Format):
    """Ask a reader of another package, and leave out what it raises on."""

    def __init__(self, reader: Format) -> None:
        """Take over what the reader says of itself."""
        self.reader = reader
        self.name = reader.name
        self.media_types = tuple(reader.media_types)
        self.quality = reader.quality
        self.hidden = frozenset(reader.hidden)
        self.keys = frozenset(reader.keys)
        self.link_keys = frozenset(reader.link_keys)
        self.failure = ""
        """What the reader raised first, as a remark."""

    def recognises(self, data: dict[str, Any]) -> bool:
        """Tell what the reader tells."""
        return self._asked(lambda: bool(self.reader.recognises(data)), False)

    def direct(self, data: dict[str, Any]) -> Mapping[str, Any] | None:
        """Return what the reader returns."""
        return self._asked(lambda: self.reader.direct(data), None)

    def links(self, document: Document) -> Iterable[Link]:
        """Return what the reader returns."""
        return self._asked(lambda: list(self.reader.links(document)), [])

    def elsewhere(self, document: Document) -> Iterable[Link]:
        """Return what the reader returns."""
        return self._asked(lambda: list(self.reader.elsewhere(document)), [])

    def curies(self, document: Document) -> Iterable[Link]:
        """Return what the reader returns."""
        return self._asked(lambda: list(self.reader.curies(document)), [])

    def notes(self, document: Document) -> Iterable[str]:
        """Return what the reader returns."""
        return self._asked(lambda: list(map(str, self.reader.notes(document))), [])

    def parts(self, data: dict[str, Any]) -> Mapping[str, Any]:
        """Return what the reader returns."""
        return self._asked(lambda: dict(self.reader.parts(data)), {})

    def members(self, document: Document) -> Found | None:
        """Return what the reader returns."""
        return self._asked(lambda: self.reader.members(document), None)

    def actions(self, document: Document) -> Iterable[Action]:
        """Return what the reader returns."""
        return self._asked(lambda: list(self.reader.actions(document)), [])

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        try:
            return ask()
        except Exception as error:  # noqa: BLE001  # whatever another package raises
            self.failure = self.failure or (
                f"The reader {self.name!r} raised {type(error).__name__}: what it reads was left out."
            )
            return otherwise
