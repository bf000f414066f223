"""The values of Contentful's searches: days and times, lists joined by commas, points, circles and boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from hypernav.errors import WrongValue
from hypernav.search.checks import Comparison, uncarried
from hypernav.search.expression import Term
from hypernav.search.vocabulary import Vocabulary
from hypernav.web.parameters import text_of

LISTS = ("in", "nin", "all")
"""Operators whose values are joined by commas."""


def dated(term: Term, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary in which the field of a term takes days, where a day is what it is given."""
    field = vocabulary.field(term.field)
    if field is None or field.kind != "datetime":
        return vocabulary
    given: list[Any] = []
    for value in term.values:
        given += value if isinstance(value, list | tuple) else [value]
    if any(isinstance(value, datetime) or (isinstance(value, str) and len(value) > 10) for value in given):
        return vocabulary
    return replace(vocabulary, fields={**vocabulary.fields, field.name: replace(field, kind="date")})


def parameters(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """Yield the parameters that say a comparison, two for a range."""
    path, name = comparison.field.name, comparison.operator.name
    texts = [text(operand) for operand in comparison.operands]
    if name == "between":
        yield f"{path}[gte]", texts[0]
        yield f"{path}[lte]", texts[1]
    elif name in ("is-empty", "is-not-empty"):
        yield f"{path}[exists]", "true" if name == "is-not-empty" else "false"
    else:
        yield path if name == "equals" else f"{path}[{name}]", ",".join(texts)


def text(value: Any) -> str:
    """Return a value as a query has it, times in UTC with a Z.

    >>> from datetime import UTC
    >>> text(datetime(2026, 1, 31, tzinfo=UTC)), text(True)
    ('2026-01-31T00:00:00Z', 'true')
    """
    written = text_of(value)
    utc = isinstance(value, datetime) and written.endswith("+00:00")
    return written.removesuffix("+00:00") + "Z" if utc else written


def require_listable(comparison: Comparison, operand: Any) -> None:
    """Refuse a value that a list cannot carry.

    Raises:
        NotExpressible: It has a comma, or is empty.
    """
    written = text(operand)
    if written and "," not in written:
        return
    path, name = comparison.field.name, comparison.operator.name
    lone = {"in": "equals", "nin": "ne", "all": "equals"}[name]
    what = f"a value with a comma, {written!r:.100}" if written else "an empty text"
    raise uncarried(
        comparison.term,
        f"Contentful's lists are joined by commas and know no escapes: they cannot have {what}.",
        f"where({path!r}).{lone}({operand!r:.200})" if lone in comparison.field.operators else "",
    )


def require_place(comparison: Comparison) -> None:
    """Refuse numbers that are no place.

    A point is latitude and longitude, a circle these and a radius in kilometres, a box its bottom left and its top
    right corner.

    Raises:
        WrongValue: There are too few numbers or too many, or one is out of its bounds.
    """
    numbers, name = comparison.operands, comparison.operator.name
    begin = f"where({comparison.field.name!r}).{name}"
    counts = {"near": (2,), "within": (3, 4)}[name]
    wanted = {"near": "latitude and longitude", "within": "latitude, longitude and radius, or two corners"}[name]
    if len(numbers) not in counts:
        raise WrongValue(
            f".{name}() takes {wanted}, and was given {len(numbers)} numbers.",
            where=f"{comparison.term!r:.300}",
            nearest=f"{begin}(latitude, longitude{', kilometres' if name == 'within' else ''})",
        )
    points = [numbers[:2], numbers[2:]] if len(numbers) == 4 else [numbers[:2]]
    for latitude, longitude in points:
        if abs(latitude) > 90 or abs(longitude) > 180:
            turned = abs(longitude) <= 90 and abs(latitude) <= 180
            raise WrongValue(
                f"A latitude is -90 to 90 and a longitude -180 to 180, not {latitude} and {longitude}.",
                where=f"{comparison.term!r:.300}",
                nearest=f"{begin}({longitude}, {latitude}{', …' if name == 'within' else ''})" if turned else "",
            )
    if len(numbers) == 3 and numbers[2] <= 0:
        raise WrongValue("A radius is more than 0 km.", where=f"{comparison.term!r:.300}")
    if len(numbers) == 4 and (numbers[0] > numbers[2] or numbers[1] > numbers[3]):
        (south, north), (west, east) = sorted((numbers[0], numbers[2])), sorted((numbers[1], numbers[3]))
        raise WrongValue(
            "A box begins at its bottom left corner and ends at its top right one.",
            where=f"{comparison.term!r:.300}",
            nearest=f"{begin}({south}, {west}, {north}, {east})",
        )
