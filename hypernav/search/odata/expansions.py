"""What comes along with each item: ``$expand`` and ``$select`` (OData URL conventions 4.01, 5.1.3 and 5.1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any, Literal

from hypernav.errors import SearchError, UnknownField, WrongValue
from hypernav.search.checks import near_fields
from hypernav.search.expression import Expression, conjunction
from hypernav.search.odata.fields import FieldPath, is_step, is_type, near_paths
from hypernav.search.odata.filters import filter_text
from hypernav.search.odata.orderings import orderby_text
from hypernav.search.odata.properties import Properties
from hypernav.search.odata.words import search_text
from hypernav.search.query import Ordering
from hypernav.search.vocabulary import Vocabulary

_OF_COUNT = frozenset({"where", "text"})
_OF_COLLECTIONS = _OF_COUNT | {"sort", "limit", "skip", "count"}
_OF_ALL = frozenset({"levels"})
_JOINED = frozenset({"fields", "expand"})
_ANY = _OF_COLLECTIONS | _OF_ALL | _JOINED


@dataclass(frozen=True, slots=True, init=False, repr=False)
class Expand:
    """Ask for what a navigation property leads to along with each item, and say what of it. Sends nothing.

    ``/$ref`` behind the path asks for addresses only, ``/$count`` for the number only; ``*`` is every one.

    >>> from hypernav.search import where
    >>> Expand("Trips", where=where("Budget") > 3000, fields="Name", sort="-Budget", limit=3)
    Expand('Trips', where=(where('Budget') > 3000), fields=('Name',), sort=('-Budget',), limit=3)
    """

    path: str
    where: Expression | None
    fields: tuple[str, ...]
    sort: tuple[Ordering, ...]
    limit: int | None
    """Of each item at most that many: ``$top``."""
    skip: int | None
    text: str
    expand: tuple[Expand, ...]
    levels: int | Literal["max"] | None
    """How often to follow a property that leads to its own kind."""
    count: bool
    """Whether to ask how many there are of each item."""

    def __init__(
        self,
        path: str,
        *,
        where: Expression | Iterable[Expression] | None = None,
        fields: str | Iterable[str] = (),
        sort: str | Iterable[str] = (),
        limit: int | None = None,
        skip: int | None = None,
        text: str = "",
        expand: str | Expand | Iterable[str | Expand] = (),
        levels: int | Literal["max"] | None = None,
        count: bool = False,
    ) -> None:
        """Keep what is asked for; one name may stand for a list of one.

        Raises:
            WrongValue: A number is none, or negative.
            SearchError: A condition is none.
        """
        if where is not None and not isinstance(where, Expression):
            where = conjunction(tuple(_conditions(where)))
        _require_number(path, "limit", limit, 0)
        _require_number(path, "skip", skip, 0)
        if levels != "max":
            _require_number(path, "levels", levels, 1)
        values: dict[str, Any] = {
            "path": path,
            "where": where,
            "fields": _listed(fields),
            "sort": tuple(map(Ordering.read, _listed(sort))),
            "limit": limit,
            "skip": skip,
            "text": text,
            "expand": tuple(map(expansion, _listed(expand))),
            "levels": levels,
            "count": count,
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)

    @property
    def asked(self) -> dict[str, Any]:
        """Return what is asked for besides the path."""
        found = {each.name: getattr(self, each.name) for each in fields_of(self) if each.name != "path"}
        return {name: value for name, value in found.items() if not _is_default(value)}

    def __repr__(self) -> str:
        """Return what to type to get this value."""
        asked = self.asked
        if self.sort:
            asked["sort"] = tuple(map(str, self.sort))
        return f"Expand({', '.join([repr(self.path), *(f'{name}={value!r}' for name, value in asked.items())])})"


def expansion(given: object) -> Expand:
    """Return what is to be expanded, from its path or as it is.

    Raises:
        WrongValue: It is neither.

    >>> expansion("Trips")
    Expand('Trips')
    """
    if isinstance(given, Expand):
        return given
    if isinstance(given, str):
        return Expand(given)
    raise WrongValue(
        f"{given!r:.200} is nothing to expand.", where=".expand(…)", next='"Trips", or Expand("Trips", limit=3)'
    )


def shaped(
    expand: Iterable[object], fields: Iterable[object], vocabulary: Vocabulary
) -> tuple[tuple[Expand, ...], tuple[object, ...]]:
    """Return what is to be expanded, and the members to send, with each path ending at its first navigation property.

    A path has but one navigation property (OData URL conventions 4.01, 5.1.3); what lies behind it is asked of what it
    leads to. Only metadata tells which names are such.

    >>> from hypernav.search.odata.properties import OPEN
    >>> shaped(["Items/Product"], ["Id"], OPEN)
    ((Expand('Items/Product'),), ('Id',))
    """
    properties = vocabulary.fields
    expansions = tuple(map(expansion, expand))
    if not isinstance(properties, Properties):
        return expansions, tuple(fields)
    found: dict[str, list[Expand]] = {}
    own: list[object] = []
    behind: list[object] = []
    for each in expansions:
        head, rest = _parted(each.path, properties)
        _add(found, Expand(head, expand=Expand(rest, **each.asked)) if rest else each)
    for field in fields:
        head, rest = _parted(field, properties) if isinstance(field, str) else ("", "")
        if rest:
            _add(found, Expand(head, fields=rest))
        (behind if rest else own).append(head if rest else field)
    return tuple(each for several in found.values() for each in several), tuple(own or dict.fromkeys(behind))


def expand_text(given: Iterable[object], vocabulary: Vocabulary, *, lists: bool = False) -> str:
    """Return what is to be expanded as ``$expand`` has it.

    Args:
        given: Paths, or what to expand with what is asked of it.
        vocabulary: What is known of the items.
        lists: Whether the service has the operator ``in``, which came with OData 4.01.

    Raises:
        UnknownField: A path leads to nothing that can be expanded.
        WrongValue: What is asked of it cannot be.

    >>> from hypernav.search.odata.properties import OPEN
    >>> expand_text(["Photo", Expand("Trips", sort="-Budget", limit=3)], OPEN)
    'Photo,Trips($orderby=Budget desc;$top=3)'
    """
    expansions, _ = shaped(given, (), vocabulary)
    return ",".join(_item(each, vocabulary, lists) for each in expansions)


def _parted(path: str, properties: Properties) -> tuple[str, str]:
    """Return a path up to its first navigation property, and what follows that."""
    segments = path.split("/")
    for end in range(1, len(segments)):
        found = properties.reached(FieldPath(tuple(segments[:end])))
        if found is None:
            break
        if found.navigation and not is_type(segments[end]) and segments[end] not in {"$ref", "$count"}:
            return "/".join(segments[:end]), "/".join(segments[end:])
    return path, ""


def _add(found: dict[str, list[Expand]], expand: Expand) -> None:
    """Add what is to be expanded; what asks for no more than members and further expansions joins one of that path."""
    several = found.setdefault(expand.path, [])
    for place, each in enumerate(several):
        if not (each.asked.keys() - _JOINED and expand.asked.keys() - _JOINED):
            joined = {
                "expand": each.expand + expand.expand,
                "fields": tuple(dict.fromkeys(each.fields + expand.fields)),
            }
            several[place] = Expand(expand.path, **{**each.asked, **expand.asked, **joined})
            return
    several.append(expand)


def _item(expand: Expand, vocabulary: Vocabulary, lists: bool) -> str:
    inside = _target(expand, vocabulary)
    last = expand.path.rpartition("/")[2]
    allowed = {"$count": _OF_COUNT, "$ref": _OF_COLLECTIONS, "*": _OF_ALL, "$value": frozenset[str]()}.get(last, _ANY)
    if last == "$ref" and expand.path.endswith("*/$ref"):
        allowed = frozenset()
    _require_allowed(expand, allowed)
    options = ";".join(_options(expand, inside, lists))
    return f"{expand.path}({options})" if options else expand.path


def _options(expand: Expand, inside: Vocabulary, lists: bool) -> Iterator[str]:
    expansions, fields = shaped(expand.expand, expand.fields, inside)
    if expand.where is not None:
        yield f"$filter={filter_text(expand.where, inside, lists=lists)}"
    if expand.text:
        yield f"$search={search_text(expand.text)}"
    if fields:
        yield f"$select={select_text(fields, inside)}"
    if expansions:
        yield f"$expand={expand_text(expansions, inside, lists=lists)}"
    if expand.sort:
        yield f"$orderby={orderby_text(expand.sort, inside)}"
    if expand.limit is not None:
        yield f"$top={expand.limit}"
    if expand.skip is not None:
        yield f"$skip={expand.skip}"
    if expand.count:
        yield "$count=true"
    if expand.levels is not None:
        yield f"$levels={expand.levels}"


def _require_allowed(expand: Expand, allowed: frozenset[str]) -> None:
    wrong = [name for name in expand.asked if name not in allowed]
    if wrong:
        left = ", ".join(f"{name}=…" for name in expand.asked if name in allowed)
        raise WrongValue(
            f"{expand.path!r} cannot be expanded with {' and '.join(wrong)}.",
            where=f"{expand!r:.300}",
            nearest=f"Expand({expand.path!r}{', ' if left else ''}{left})",
            takes=", ".join(sorted(allowed)) or "nothing",
        )


def _target(expand: Expand, vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary of what a path leads to, which must be something that can be expanded."""
    segments = expand.path.split("/")
    if expand.path == "$value":
        return vocabulary
    if segments[-1] in {"$ref", "$count"}:
        segments.pop()
    starred = segments[-1:] == ["*"]
    body = segments[:-1] if starred else segments
    whole = all(map(is_step, body)) and (bool(body) or starred) and not (len(body) == 1 and is_type(body[0]))
    if not whole:
        raise UnknownField(
            f"{expand.path!r:.200} is nothing that OData can expand.",
            where=f"{expand!r:.300}",
            nearest="  ".join(map(repr, near_paths(expand.path))),
            next="join names by /, as in 'Address/Country'",
        )
    fields = vocabulary.fields
    if not isinstance(fields, Properties) or starred:
        return vocabulary
    return _known_target(expand, body, fields)


def _known_target(expand: Expand, body: Sequence[str], fields: Properties) -> Vocabulary:
    path = FieldPath(tuple(body))
    found = fields.reached(path)
    if found is None or not (found.navigation or found.type == "Edm.Stream" or body[-1].startswith("@")):
        raise UnknownField(
            f"{fields.title} cannot expand {expand.path!r}"
            f"{': it is no navigation property' if found is not None and found.type else ''}.",
            where=f"{expand!r:.300}",
            nearest="  ".join(map(repr, near_fields("/".join(body), list(fields.navigations())))),
            expands=", ".join(fields.navigations()) or "nothing",
        )
    if not found.collection:
        _require_allowed(expand, _ANY - _OF_COLLECTIONS)
    return fields.inside(found, path)


def select_text(given: Iterable[object], vocabulary: Vocabulary) -> str:
    """Return the members that are asked for as ``$select`` has them.

    Raises:
        UnknownField: A name is no path, or the metadata does not declare it.

    >>> from hypernav.search.odata.properties import OPEN
    >>> select_text(["Name", "Address/City"], OPEN)
    'Name,Address/City'
    """
    return ",".join(_selected(each, vocabulary) for each in given)


def _selected(given: object, vocabulary: Vocabulary) -> str:
    if not isinstance(given, str):
        raise WrongValue(f"{given!r:.200} is no name of a member.", where=".fields(…)", next='.fields("Name")')
    fields = vocabulary.fields
    if given == "*" or (given.endswith(".*") and is_step(given[:-2])):
        return given
    path = FieldPath(tuple(given.split("/")))
    if all(map(is_step, path.segments)) and (not isinstance(fields, Properties) or _is_declared(path, fields)):
        return given
    near = near_fields(given, list(fields)) or near_paths(given)
    raise UnknownField(
        f"{vocabulary.title} has no member {given!r:.200} to select.",
        where=f".fields({given!r:.200})",
        nearest="  ".join(map(repr, near)),
    )


def _is_declared(path: FieldPath, fields: Properties) -> bool:
    """Tell whether a path leads to something, which on an open type may be anything but a misspelled property."""
    found = fields.reached(path)
    return found is not None and not (found.type == "" and fields.near_miss(path))


def _is_default(value: object) -> bool:
    # A limit of 0 is one, and equals False.
    return value is None or value is False or value in ("", ())


def _conditions(given: Iterable[Expression]) -> Iterator[Expression]:
    for each in given:
        if not isinstance(each, Expression):
            raise SearchError(f"{each!r:.200} is no condition.", next='Expand("Trips", where=where("Budget") > 3000)')
        yield each


def _listed(given: Any) -> tuple[Any, ...]:
    return (given,) if isinstance(given, str | Expand) else tuple(given)


def _require_number(path: str, name: str, value: object, least: int) -> None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= least):
        return
    nearest = str(least) if isinstance(value, int | float) else ""
    raise WrongValue(
        f"{name} takes a whole number from {least}, and was given {value!r:.100}.",
        where=f"Expand({path!r}, {name}={value!r:.100})",
        nearest=f"{name}={nearest}" if nearest else "",
    )
