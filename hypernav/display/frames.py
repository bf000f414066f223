"""Turn records into a pandas data frame without changing a value. The only file that imports pandas, when called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hypernav.display.columns import VALUE, field_of
from hypernav.display.values import MISSING
from hypernav.errors import MissingExtra

if TYPE_CHECKING:
    import pandas as pd  # an extra, and slow to import

_EXACT_FLOAT = 2**53
_INT64 = 2**63


def frame(records: Sequence[Any], columns: Sequence[str], footer: str) -> pd.DataFrame:
    """Return records as a data frame.

    Raises:
        MissingExtra: pandas is not installed.

    >>> frame([{"a": 1}, {}], (), "2 of 9").dtypes.to_dict()
    {'a': Int64Dtype()}
    """
    try:
        import pandas as pd  # an extra, and slow to import
    except ImportError as missing:
        raise MissingExtra("A data frame needs pandas.", next="pip install 'hypernav[pandas]'") from missing
    names = tuple(columns) or _all_columns(records)
    made = pd.DataFrame(
        {place: _series([_value(record, name, columns) for record in records]) for place, name in enumerate(names)},
        index=pd.RangeIndex(len(records)),
    )
    made.columns = pd.Index(names, dtype=object)
    made.attrs["hypernav"] = footer
    return made


def _all_columns(records: Sequence[Any]) -> tuple[Any, ...]:
    names = dict.fromkeys(key for record in records if isinstance(record, Mapping) for key in record)
    others = any(not isinstance(record, Mapping) for record in records)
    return (*names, *((VALUE,) if others and VALUE not in names else ()))


def _value(record: Any, name: Any, columns: Sequence[str]) -> Any:
    if columns or not isinstance(record, Mapping):
        return field_of(record, name)
    return record.get(name, MISSING)


def _series(values: Sequence[Any]) -> pd.Series[Any]:
    import pandas as pd  # an extra, and slow to import

    gaps = any(value is MISSING or value is None for value in values)
    present = [value for value in values if value is not MISSING and value is not None]
    plain = [None if value is MISSING else value for value in values]
    return pd.Series(plain, dtype=_dtype(present, gaps))


def _dtype(present: Sequence[Any], gaps: bool) -> Any:
    """Return the narrowest type that keeps each value exactly."""
    kinds = {type(value) for value in present}
    if kinds == {bool}:
        return "boolean" if gaps else "bool"
    if kinds == {int} and all(-_INT64 <= value < _INT64 for value in present):
        return "Int64" if gaps else "int64"
    if kinds == {float} or (kinds == {int, float} and all(abs(value) <= _EXACT_FLOAT for value in present)):
        return "float64"
    return "str" if kinds == {str} else object
