"""Contentful's searches: parameters such as ``fields.price[gte]=10``, beside the content type that has the fields."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hypernav.apis.contentful.search import words as vocabularies
from hypernav.apis.contentful.search.values import LISTS, dated, parameters, require_listable, require_place
from hypernav.apis.contentful.search.words import CONTENT_TYPE
from hypernav.errors import UnknownField, WrongValue
from hypernav.search import Call, Dialect, Every, Plan, Query, Some, Term, Vocabulary
from hypernav.search.checks import Comparison, checked, near_fields
from hypernav.search.conjunctions import inward
from hypernav.search.lists import joined, page_size
from hypernav.search.operators import letters_of

_OPPOSITES = {"equals": "ne", "ne": "equals", "in": "nin", "nin": "in"}
_OPPOSITES |= {"is-empty": "is_not_empty", "is-not-empty": "is_empty"}
_SUFFIXED = re.compile(r"(?P<path>[^\[\]]+)\[(?P<operator>\w+)\]")
_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_DEEPEST_INCLUDE = 10
_TYPE_ID = "sys.contentType.sys.id"


@dataclass(frozen=True, slots=True, repr=False)
class ContentDialect(Dialect):
    """Say conditions as parameters, all of which must hold.

    ``.fields("sys", "fields.name")`` selects, ``.expand(2)`` includes two levels of linked entries and assets.

    >>> from hypernav.search import where
    >>> product = (where("content_type") == "product") & (where("fields.price") >= 10)
    >>> ENTRIES.compile(Query(conditions=(product & where("fields.tags").in_("a", "b"),))).calls[0].parameters
    (('content_type', 'product'), ('fields.price[gte]', '10'), ('fields.tags[in]', 'a,b'))
    """

    words: Vocabulary
    typed: bool = False
    """Whether fields belong to a content type, which must be named, and lead to linked entries."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the paths and operators."""
        return self.words

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means.

        Raises:
            UnknownField: There is no such path.
            UnknownOperator: The path does not have the operator.
            WrongValue: The operator takes other values.
            NotExpressible: A list cannot carry one of its values.
        """
        self._require_path(term.field, repr(term))
        comparison = checked(term, dated(term, self.words))
        if "." not in comparison.field.name and comparison.value == "":
            raise WrongValue(
                f"{comparison.field.name!r} was given an empty text.",
                where=repr(term),
                next="give it a value, or leave the condition out",
            )
        if comparison.operator.name in LISTS:
            for operand in comparison.operands:
                require_listable(comparison, operand)
        if comparison.operator.name in ("near", "within"):
            require_place(comparison)
        return comparison

    def check_field(self, name: str) -> None:
        """Refuse a name that is no path.

        Raises:
            UnknownField: There is no such path.
        """
        self._require_path(name, "")

    def compile(self, query: Query) -> Plan:
        """Return one GET with the parameters.

        Raises:
            UnknownField: There is no such path.
            UnknownOperator: A path does not have the operator.
            WrongValue: An operator takes other values, or a content type is not named.
            NotExpressible: There is an OR or a negation that no operator says, or a parameter would be there twice.
        """
        self.says_only(query, "sort", "page_size", "fields", "text", "parameters", *(("expand",) if self.typed else ()))
        expression = query.expression
        comparisons = list(inward(expression, self.check, self._opposite, self._either))
        said = list(self._conditions(comparisons))
        self._require_types(query, comparisons)
        if query.text:
            said.append(("query", query.text))
        if query.fields:
            said.append(("select", ",".join(self._selected(name) for name in query.fields)))
        if query.sort:
            said.append(("order", ",".join(self._order(query))))
        if query.expand:
            said.append(("include", str(self._levels(query.expand))))
        size = page_size(query, 1_000, self.title)
        said += [("limit", str(size))] if size is not None else []
        return Plan(calls=(Call(parameters=joined(said, query)),))

    # Paths

    def _require_path(self, name: str, where: str, written: str = "{!r}") -> None:
        """Refuse what is no path; ``written`` is how the nearest ones are to be typed."""
        if self.words.field(name) is not None:
            return
        suffixed = _SUFFIXED.fullmatch(name)
        nearest = [written.format(path) for path in self._nearest(name)]
        raise UnknownField(
            f"{self.title} has no field {name!r}.",
            where=where,
            nearest=f"where({suffixed['path']!r}).{suffixed['operator']}(…)" if suffixed else "  ".join(nearest),
            fields=", ".join(self.words.fields) + (", fields.…" if self.typed else ""),
        )

    def _nearest(self, name: str) -> list[str]:
        undotted = [each for each in self.words.fields if "." not in each]
        ends = {letters_of(each.rpartition(".")[2]): each for each in reversed(list(self.words.fields)) if "." in each}
        found = difflib.get_close_matches(name, undotted, n=1, cutoff=0.8)
        found += [each for each in undotted if letters_of(each) == letters_of(name)]
        found += [ends[letters_of(name)]] if letters_of(name) in ends else []
        if self.typed and _BARE.fullmatch(name):
            found.append(f"fields.{name}")
        if self.typed and name.startswith("field."):
            found.append(f"fields.{name.removeprefix('field.')}")
        return list(dict.fromkeys([*found, *near_fields(name, list(self.words.fields))]))

    # From expressions to comparisons

    def _opposite(self, term: Term) -> Comparison:
        comparison = self.check(term)
        field, name = comparison.field, comparison.operator.name
        if name == "exists":
            return self.check(Term(field.name, "exists", (not comparison.value,)))
        if _OPPOSITES.get(name, "").replace("_", "-") not in field.operators:
            nearest = f"where({_TYPE_ID!r}).ne({comparison.operands[0]!r})" if field.name == CONTENT_TYPE else ""
            raise self.refuse(~term, f"has no NOT for .{comparison.operator.identifier}() of {field.name!r}", nearest)
        return self.check(Term(field.name, _OPPOSITES[name], comparison.operands))

    def _either(self, expression: Every | Some, ways: Sequence[list[Comparison]]) -> Comparison:
        alike = [way[0] for way in ways if len(way) == 1 and way[0].operator.name in ("equals", "in")]
        names = {each.field.name for each in alike}
        if len(alike) == len(ways) and len(names) == 1 and "in" in alike[0].field.operators:
            return self.check(Term(names.pop(), "in_", tuple(value for each in alike for value in each.operands)))
        values = ", ".join(repr(value) for each in alike for value in each.operands)
        nearest = f"where({_TYPE_ID!r}).in_({values})" if names == {CONTENT_TYPE} else ""
        raise self.refuse(expression, "has no OR, save between values of one field", nearest)

    # From comparisons to parameters

    def _conditions(self, comparisons: Sequence[Comparison]) -> Iterator[tuple[str, str]]:
        found: dict[str, Comparison] = {}
        for comparison in comparisons:
            for name, value in parameters(comparison):
                if name in found:
                    raise self._twice(name, found[name], comparison)
                found[name] = comparison
                yield name, value

    def _twice(self, name: str, one: Comparison, other: Comparison) -> Exception:
        several = {"equals": "all", "ne": "nin"}.get(one.operator.name, "")
        nearest = f"{one.term!r:.200}"
        if several in one.field.operators and other.operator.name == one.operator.name:
            nearest = f"where({one.field.name!r}).{several}({one.value!r}, {other.value!r})"
        return self.refuse(Every((one.term, other.term)), f"takes {name!r} once", nearest)

    def _require_types(self, query: Query, comparisons: Sequence[Comparison]) -> None:
        if not self.typed:
            return
        named = {each.field.name for each in comparisons if each.operator.name in ("equals", "in")}
        named |= set(query.parameters)
        asked = [(each.field.name, repr(each.term)) for each in comparisons]
        asked += [(each.field, f".sort({str(each)!r})") for each in query.sort]
        asked += [(each, f".fields({each!r})") for each in query.fields if isinstance(each, str)]
        for path, where in asked:
            if path.startswith("fields.") and CONTENT_TYPE not in named:
                raise WrongValue(
                    f"{path!r} is a field of a content type, and none is named.",
                    where=where,
                    nearest='where("content_type").is_("…")',
                )
            steps = path.split(".fields.")
            for depth in range(1, len(steps)):
                linked = f"{'.fields.'.join(steps[:depth])}.sys.contentType.sys.id"
                if linked not in named:
                    raise WrongValue(
                        f"{path!r} is a field of a linked entry, whose content type is not named.",
                        where=where,
                        nearest=f'where({linked!r}).is_("…")',
                    )

    def _selected(self, name: Any) -> str:
        if not isinstance(name, str):
            raise WrongValue(f"{name!r:.100} is nothing to select.", where=f".fields({name!r:.100})", nearest="'sys'")
        if name in ("sys", "fields", "metadata"):
            return name
        if name.startswith("fields.") and self.typed and self.words.field(name) is not None:
            steps = name.split(".")
            if len(steps) > 2:
                raise WrongValue(
                    f"Fields are selected whole, and {name!r} is part of one.",
                    where=f".fields({name!r})",
                    nearest=repr(".".join(steps[:2])),
                )
            return name
        self._require_path(name, f".fields({name!r})")
        if not name.startswith(("sys.", "fields.", "metadata.")):
            raise UnknownField(
                f"{self.title} cannot select {name!r}.", where=f".fields({name!r})", nearest=repr(f"fields.{name}")
            )
        return name

    def _order(self, query: Query) -> Iterator[str]:
        for each in query.sort:
            where = f".sort({str(each)!r})"
            self._require_path(each.field, where, ".sort('" + "-" * each.descending + "{}')")
            if not each.field.startswith(("sys.", "fields.")):
                raise UnknownField(
                    f"{self.title} cannot be sorted by {each.field!r}.",
                    where=where,
                    nearest=".sort('sys.id')  .sort('sys.createdAt')",
                )
            yield str(each)

    def _levels(self, given: tuple[Any, ...]) -> int:
        only = given[0]
        if len(given) == 1 and isinstance(only, int) and not isinstance(only, bool) and 0 <= only <= _DEEPEST_INCLUDE:
            return only
        nearest = _DEEPEST_INCLUDE if isinstance(only, int) and only > _DEEPEST_INCLUDE else 1
        raise WrongValue(
            f"Linked entries are included by levels, 0 to {_DEEPEST_INCLUDE}.",
            where=f".expand({', '.join(map(repr, given)):.200})",
            nearest=f".expand({nearest})",
        )


ENTRIES = ContentDialect(vocabularies.ENTRIES, typed=True)
"""The searches of ``…/entries``."""
ASSETS = ContentDialect(vocabularies.ASSETS)
"""The searches of ``…/assets``."""
