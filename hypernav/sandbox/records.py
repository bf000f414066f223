"""The records of one kind that a simulated server holds: found by their key, in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from hypernav.sandbox.problems import Missing, Taken

Record = dict[str, Any]


class Records:
    """Hold records by their key.

    Arguments:
        records: The first records.
        key: The member that names a record, or several of them: ``("project", "key")``.
        title: What one of them is called in messages.
        new_key: Makes the key of a record that comes without; the next whole number unless given.

    >>> orders = Records([{"id": 7, "status": "open"}], title="order")
    >>> orders.add({"status": "paid"})
    {'id': 8, 'status': 'paid'}
    >>> [order["id"] for order in orders], orders.where(status="open"), 9 in orders
    ([7, 8], [{'id': 7, 'status': 'open'}], False)
    """

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        key: str | tuple[str, ...] = "id",
        title: str = "record",
        new_key: Callable[[], Any] | None = None,
    ) -> None:
        """Keep the first records."""
        self.key = key
        self.title = title
        self._new_key = new_key or self._next_number
        self._highest = 0
        self._by_key: dict[Any, Record] = {}
        for record in records:
            self.put(record)

    def get(self, key: Any) -> Record:
        """Return a record.

        Raises:
            Missing: There is none of that key.
        """
        try:
            return self._by_key[key]
        except KeyError:
            raise Missing(self.title, _shown(key)) from None

    def add(self, record: Record) -> Record:
        """Keep another record, and return it; one without a key is copied with a new one.

        Raises:
            Taken: There is one of that key.
        """
        if isinstance(self.key, str) and record.get(self.key) is None:
            record = {self.key: self._new_key(), **{name: record[name] for name in record if name != self.key}}
        if self.key_of(record) in self._by_key:
            raise Taken(self.title, _shown(self.key_of(record)))
        return self.put(record)

    def put(self, record: Record) -> Record:
        """Keep a record in the place of the one of its key, if there is one, and return it."""
        key = self.key_of(record)
        if isinstance(key, int):
            self._highest = max(self._highest, key)
        self._by_key[key] = record
        return record

    def remove(self, key: Any) -> Record:
        """Take a record away and return it; its number is not given again.

        Raises:
            Missing: There is none of that key.
        """
        found = self.get(key)
        del self._by_key[key]
        return found

    def where(self, **members: Any) -> list[Record]:
        """Return the records whose members have some values."""
        return [each for each in self if all(each.get(name) == value for name, value in members.items())]

    def key_of(self, record: Record) -> Any:
        """Return the key of a record: a tuple where several members make it."""
        return record[self.key] if isinstance(self.key, str) else tuple(record[name] for name in self.key)

    def __contains__(self, key: Any) -> bool:
        """Say whether there is a record of a key."""
        return isinstance(key, Hashable) and key in self._by_key

    def __iter__(self) -> Iterator[Record]:
        """Return an iterator over a copy of the list: records may be removed meanwhile."""
        return iter([*self._by_key.values()])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._by_key)

    def _next_number(self) -> int:
        return self._highest + 1


def value_at(record: Any, path: str) -> Any:
    """Return the value at a path with dots; None where nothing is.

    >>> value_at({"owner": {"name": "Ada"}}, "owner.name"), value_at({"owner": None}, "owner.name")
    ('Ada', None)
    """
    for name in path.split("."):
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _shown(key: Any) -> Any:
    return "/".join(map(str, key)) if isinstance(key, tuple) else key
