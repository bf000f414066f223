"""What was exchanged: every request, redacted, in the order of sending."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, overload

from hypernav.notebook import Shown
from hypernav.visible import shown

_ROWS = 30
_URL_LENGTH = 80


class Entry(NamedTuple):
    """One exchange, or one answer from what was kept."""

    method: str
    url: str
    """Redacted."""
    status: int
    """0 where no answer came."""
    milliseconds: float
    bytes: int
    """Of the decoded body."""
    cached: bool = False
    note: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    """The header fields that were sent, without secrets, but for Host, Content-Length and Connection."""


class Ledger(Shown):
    """List every exchange of a client, URLs redacted. Sends nothing.

    >>> ledger = Ledger()
    >>> ledger.record(Entry("GET", "https://acme.test/x", 200, 12.0, 2048))
    >>> ledger.record_cached("GET", "https://acme.test/x")
    >>> ledger.count, ledger.totals
    (1, '1 request, 1 from cache, 2.0 kB')
    """

    __slots__ = ("_entries",)

    def __init__(self) -> None:
        """Begin empty."""
        self._entries: list[Entry] = []

    def record(self, entry: Entry) -> None:
        """Add one exchange. Sends nothing."""
        self._entries.append(entry)

    def record_cached(self, method: str, url: str) -> None:
        """Add one answer that was kept, so that nothing was sent. The URL must be redacted. Sends nothing."""
        self._entries.append(Entry(method, url, 200, 0.0, 0, cached=True, note="from cache"))

    @property
    def count(self) -> int:
        """Return how many requests were sent. Sends nothing."""
        return sum(not entry.cached for entry in self._entries)

    @property
    def totals(self) -> str:
        """Return the sums in words. Sends nothing."""
        sent = self.count
        cached = len(self._entries) - sent
        from_cache = f", {cached} from cache" if cached else ""
        size = _size(sum(entry.bytes for entry in self._entries))
        return f"{sent} request{'' if sent == 1 else 's'}{from_cache}, {size}"

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the last exchanges as a person reads them: method, URL, status, time, size and note."""
        return [_row(entry) for entry in self._entries[-_ROWS:]]

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        return self._entries[index]

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[Entry]:
        return iter(tuple(self._entries))

    def __repr__(self) -> str:
        """Return a table of the last exchanges, with the sums below it."""
        earlier = len(self._entries) - len(self.rows)
        lines = [f"…  {earlier} earlier"] if earlier else []
        return shown("\n".join([*lines, *_aligned(self.rows), self.totals]))


def _row(entry: Entry) -> tuple[str, ...]:
    url = entry.url if len(entry.url) <= _URL_LENGTH else f"{entry.url[: _URL_LENGTH - 1]}…"
    if entry.cached:
        return entry.method, url, "", "", "", entry.note
    status = str(entry.status) if entry.status else "—"
    return entry.method, url, status, f"{entry.milliseconds:.0f} ms", _size(entry.bytes), entry.note


def _aligned(rows: list[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    right = (False, False, False, True, True, False)
    return [
        "  ".join(
            cell.rjust(width) if numeric else cell.ljust(width)
            for cell, width, numeric in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in rows
    ]


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    for unit in ("kB", "MB"):
        count_in_unit = count / 1000
        if count_in_unit < 1000:
            return f"{count_in_unit:.1f} {unit}" if count_in_unit < 10 else f"{count_in_unit:.0f} {unit}"
        count = round(count_in_unit)
    return f"{count / 1000:.1f} GB"
