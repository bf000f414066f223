"""The values of filters as texts, each exactly or not at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypernav.apis.tripletex.search.lists import Kind
from hypernav.errors import NotExpressible, WrongValue
from hypernav.search.checks import Comparison, uncarried


def written(value: Any, comparison: Comparison, kind: Kind | None = None) -> str:
    """Return a value as a filter has it.

    Args:
        value: The value, or several for a list.
        comparison: What it belongs to, for messages.
        kind: How its parameter is asked for; None for a bound of a range.

    Raises:
        WrongValue: It has parts of a second.
        NotExpressible: The API has no way to write it.
    """
    if isinstance(value, tuple):
        return ",".join(_listed(each, comparison) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return _moment(value, comparison)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float | Decimal):
        return format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    if isinstance(value, str) and not value.strip():
        raise _uncarried(value, comparison, "an empty value asks for nothing")
    return _listed(value, comparison) if kind == "in" else str(value)


def _listed(value: Any, comparison: Comparison) -> str:
    text = str(value)
    if not text.strip():
        raise _uncarried(text, comparison, "an empty value asks for nothing")
    if "," in text:
        raise _uncarried(text, comparison, "a comma separates the values of a list")
    if text != text.strip():
        raise _uncarried(text, comparison, "white space around a value of a list may be left out")
    return text


def _moment(value: datetime, comparison: Comparison) -> str:
    if not value.microsecond:
        return value.isoformat()
    whole = value.replace(microsecond=0)
    raise WrongValue(
        f"{comparison.field.name!r} takes whole seconds, and was given {value.isoformat()!r}.",
        where=repr(comparison.term),
        nearest=f"'{whole.isoformat()}'  '{(whole + timedelta(seconds=1)).isoformat()}'",
    )


def _uncarried(text: str, comparison: Comparison, reason: str) -> NotExpressible:
    name, values = comparison.field.name, [each.strip() for each in text.split(",")]
    whole = len(values) > 1 and all(values)
    return uncarried(
        comparison.term,
        f"{name!r} cannot be asked for {text!r:.80}: {reason}.",
        f"where({name!r}).in_({', '.join(map(repr, values)):.200})" if whole else "",
    )
