"""What items are sorted by, as ``$orderby`` has it (OData URL conventions 4.01, 5.1.5)."""

from __future__ import annotations

from collections.abc import Iterable

from hypernav.errors import UnknownField
from hypernav.search.checks import near_fields
from hypernav.search.odata.fields import FieldPath, near_paths
from hypernav.search.odata.operators import OF_COLLECTIONS, OF_INSTANCES
from hypernav.search.odata.properties import Properties
from hypernav.search.odata.terms import field_of
from hypernav.search.query import Ordering
from hypernav.search.vocabulary import Vocabulary

_WITHOUT_ORDER = (OF_COLLECTIONS, OF_INSTANCES)


def orderby_text(orderings: Iterable[Ordering], vocabulary: Vocabulary) -> str:
    """Return orderings as ``$orderby`` has them.

    Raises:
        UnknownField: A field is no path of OData, the metadata does not declare it, or it has no order.

    >>> from hypernav.search.odata.properties import OPEN
    >>> orderby_text([Ordering("Name", descending=True), Ordering("Trips/$count")], OPEN)
    'Name desc,Trips/$count'
    """
    return ",".join(_item(each, vocabulary) for each in orderings)


def _item(ordering: Ordering, vocabulary: Vocabulary) -> str:
    try:
        field = field_of(ordering.field, vocabulary)
    except UnknownField:
        raise _refused(ordering, vocabulary) from None
    path = FieldPath.read(field.name)
    if path is None or field.operators in _WITHOUT_ORDER:
        raise _refused(ordering, vocabulary)
    return path.written() + (" desc" if ordering.descending else "")


def _refused(ordering: Ordering, vocabulary: Vocabulary) -> UnknownField:
    names = [name for name, field in vocabulary.fields.items() if field.operators not in _WITHOUT_ORDER]
    sign = "-" if ordering.descending else ""
    near = _counted(ordering.field, vocabulary) or near_fields(ordering.field, names) or near_paths(ordering.field)
    return UnknownField(
        f"{vocabulary.title} cannot be sorted by {ordering.field!r:.200}.",
        where=f".sort({str(ordering)!r:.200})",
        nearest="  ".join(f".sort({sign + name!r})" for name in near),
    )


def _counted(name: str, vocabulary: Vocabulary) -> list[str]:
    """Return how to sort by the number of members, where a path leads to a collection or goes through one."""
    path, fields = FieldPath.read(name), vocabulary.fields
    if path is None or not isinstance(fields, Properties):
        return []
    found = fields.get(name)
    crossed = name if found is not None and found.collection else fields.crossed(path)
    return [f"{crossed}/$count"] if crossed else []
