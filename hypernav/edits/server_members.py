"""Which members of a representation are the server's to set, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from hypernav.documents.identity import ADDRESSES
from hypernav.documents.paths import Path, at_path, covers, remaining, steps_to
from hypernav.edits.changes import subscripts
from hypernav.errors import PatchError
from hypernav.missing import MISSING
from hypernav.names import suggest
from hypernav.patches.json.values import same_json

_MOST_LISTED = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerMembers:
    """Say which members of one representation may be edited. Sends nothing.

    >>> members = ServerMembers(where="GET /things/1", read_only=("size", "parts.*.serial"))
    >>> members.why_not(("parts", "door", "serial"), 7), members.why_not(("name",), "Thing")
    ('the server sets it', '')
    """

    where: str
    """The representation as messages name it."""
    read_only: tuple[str, ...] = ()
    """Paths with dots that the server sets; ``*`` stands for any name."""
    taken: Mapping[str, str] = field(default_factory=dict)
    """What a write of the whole takes: name there to path here, with dots. Empty where it takes all."""
    versions: tuple[str, ...] = ()
    """Paths of the versions that guard writes; ``*`` stands for any name."""
    data: Any = None
    """The representation itself, which tells where in these paths names end."""
    own_urls: frozenset[str] = frozenset()
    """Addresses of the representation itself."""

    def check(self, path: Path, before: Any, after: Any, *, sealed: str = "") -> None:
        """Refuse an edit that would change what is the server's. Sends nothing.

        Args:
            path: Where something is set, replaced or taken away.
            before: What stands there, ``MISSING`` where nothing does.
            after: What is to stand there, ``MISSING`` where nothing is.
            sealed: Why what it lies in is the server's, if it is.

        Raises:
            PatchError: It is not to be changed; the message says why and what may be.
        """
        if same_json(before, after):
            return
        why = sealed or self.why_not(path, before)
        if why:
            raise self._refused(path, why, after)
        # An element that is replaced is another one; a member that is replaced keeps what the server set in it.
        if isinstance(before, dict) and isinstance(after, dict) and not isinstance(path[-1], int):
            for name in dict.fromkeys([*before, *after]):
                self.check((*path, name), before.get(name, MISSING), after.get(name, MISSING))

    def is_servers(self, path: Path, document: Any) -> bool:
        """Tell whether a place, or anything that it lies in, is the server's to set. Sends nothing.

        >>> ServerMembers(where="").is_servers(("_links", "self", "href"), {"_links": {"self": {"href": "/"}}})
        True
        """
        steps = range(1, len(path) + 1)
        return any(self.why_not(path[:step], at_path(document, path[:step])) for step in steps)

    def why_not(self, path: Path, before: Any) -> str:
        """Return why a member is not to be changed, "" where it may be. Sends nothing."""
        name = path[-1]
        if any(covers(pattern, path) for pattern in self.versions):
            return "it is the version that guards this write, and goes along by itself"
        if any(covers(pattern, path) for pattern in self.read_only):
            return "the server sets it"
        if isinstance(name, int):
            return ""
        if name.startswith("_"):
            return "names that begin with an underscore are the server's"
        if name.startswith("@odata."):
            return "names that begin with @odata. are the server's"
        if name == "links" and holds_links(before):
            return "links are the server's: dots follow them"
        if len(path) == 1 and name == "id":
            return "the server gives each thing its id"
        if len(path) == 1 and name in ADDRESSES and isinstance(before, str) and before in self.own_urls:
            return "it is the address of this very place"
        return "" if self._takes(path) else "the write takes no such member"

    def _takes(self, path: Path) -> bool:
        if not self.taken:
            return True
        # What stands above a member that is taken may be set too, as long as nothing else in it changes.
        return any(remaining(source, path) is not None for source in self.taken.values())

    def _refused(self, path: Path, why: str, after: Any) -> PatchError:
        shown = subscripts(path)
        renamed = self.taken.get(str(path[0])) if len(path) == 1 else None
        near = [] if self._takes(path) else suggest(str(path[0]), self.editable)
        return PatchError(
            f"{shown} cannot be {'taken away' if after is MISSING else 'changed'}: {why}.",
            where=self.where,
            nearest=subscripts(steps_to(self.data, renamed))
            if renamed
            else "  ".join(subscripts((one,)) for one in near),
            may_change=_listed(self.editable),
            next="change one of those" if self.taken else "leave it as it is; other members may be changed",
        )

    @property
    def editable(self) -> tuple[str, ...]:
        """Return the names of the members that a write of the whole takes, () where it takes all. Sends nothing."""
        tops = (steps_to(self.data, source)[0] for source in self.taken.values())
        return tuple(name for name in dict.fromkeys(map(str, tops)) if not self.why_not((name,), MISSING))


def holds_links(value: Any) -> bool:
    """Tell whether the value of a member called ``links`` holds hypermedia links, and not data of users. Sends nothing.

    >>> holds_links([{"rel": "self", "href": "/"}]), holds_links(["https://acme.test/"]), holds_links({})
    (True, False, True)
    """
    if isinstance(value, Mapping):
        return all(isinstance(one, str | list) or _is_link(one) for one in value.values())
    return isinstance(value, list) and all(map(_is_link, value))


def _is_link(value: Any) -> bool:
    return isinstance(value, Mapping) and "href" in value


def _listed(names: Iterable[str]) -> str:
    known = list(names)
    more = len(known) - _MOST_LISTED
    return "  ".join(islice(known, _MOST_LISTED)) + (f"  … {more} more" if more > 0 else "")
