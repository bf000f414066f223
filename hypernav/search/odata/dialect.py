"""OData 4 as a dialect of searches: one GET of an entity set, with system query options."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hypernav.documents.document import Document
from hypernav.errors import SearchError, WrongValue
from hypernav.names import suggest
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Term
from hypernav.search.judging.sight import Sight
from hypernav.search.lists import page_size
from hypernav.search.odata.expansions import Expand, expand_text, select_text, shaped
from hypernav.search.odata.fields import FieldPath
from hypernav.search.odata.filters import filter_text
from hypernav.search.odata.metadata import asks_for_nothing, vocabulary_at
from hypernav.search.odata.orderings import orderby_text
from hypernav.search.odata.properties import OPEN
from hypernav.search.odata.terms import field_of, said
from hypernav.search.odata.words import search_text
from hypernav.search.query import Call, Ordering, Plan, Query
from hypernav.search.vocabulary import Vocabulary
from hypernav.web.parameters import parameters_of

_OPTIONS = (
    *("$filter", "$search", "$expand", "$select", "$orderby", "$top", "$skip", "$count", "$compute", "$apply"),
    *("$format", "$skiptoken", "$deltatoken", "$index", "$schemaversion", "$id", "$levels"),
)
"""The query options that OData defines; no other name may begin with ``$``."""
_SAID_BY = {
    "$filter": ".where(…)",
    "$search": ".text(…)",
    "$expand": ".expand(…)",
    "$select": ".fields(…)",
    "$orderby": ".sort(…)",
    "$top": ".limit(…)",
}
_COUNTS = ("$top", "$skip", "$index")
_OF_THE_LIST = frozenset({"$top", "$skip", "$skiptoken", "$orderby", "$expand", "$select"})
"""What changes nothing of how many items there are."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ODataDialect(Dialect):
    """Say a search as OData 4 does. Without metadata any path is a field; with it, fields are checked. Sends nothing.

    ``limit`` is ``$top``, ``page_size`` the preference ``odata.maxpagesize``. To count costs some services much, so
    that it is a request of its own, which goes out where somebody wants to know the number; with
    ``parameters={"$count": True}`` each list tells it.

    >>> from hypernav.search import Query, where
    >>> plan = ODATA.compile(Query(conditions=(where("Name") == "O'Neil",), limit=5))
    >>> plan.calls[0].parameters
    (('$filter', "Name eq 'O''Neil'"), ('$top', '5'))
    >>> plan.count.parameters
    (('$filter', "Name eq 'O''Neil'"), ('$top', '0'), ('$count', 'true'))
    """

    known: Vocabulary = OPEN
    """What is known of the items, as ``vocabulary_from_csdl`` reads it."""
    version: str = ""
    """The version that the service's answers say, "" where none was read; ``in`` came with 4.01."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the fields and operators."""
        return self.known

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means, those inside of its lambdas checked too.

        Raises:
            UnknownField: The field is no path, or the metadata does not declare it.
            UnknownOperator: The field does not have the operator.
            WrongValue: The operator takes other values.
        """
        filter_text(term, self.known)
        return said(term, self.known)

    def check_field(self, name: str) -> None:
        """Refuse a name that is no field.

        Raises:
            UnknownField: It is no path, or the metadata does not declare it.
        """
        field_of(name, self.known)

    def sight(self, term: Term) -> Sight | None:
        """Return the member that a path leads to, where nothing but the path is compared."""
        try:
            comparison = self.check(term)
        except SearchError:
            return None
        path = _member(comparison.field.name)
        meaning = comparison.operator.meaning
        return Sight(meaning, (path,), comparison.operands) if path and meaning else None

    def member_sorted_by(self, ordering: Ordering) -> str:
        """Return the member that a path leads to, "" where it is a function of one."""
        return _member(ordering.field)

    def informed(self, answers: Iterable[Document]) -> ODataDialect:
        """Return the dialect of the version that an answer says (OData protocol 4.01, 8.1.5)."""
        said = (document.headers.get("OData-Version") for document in answers)
        version = next((each for each in said if each), self.version)
        return self if version == self.version else replace(self, version=version)

    def depends_on_description(self, query: Query) -> bool:
        """Return whether a condition asks what is empty, while nothing tells which properties are collections."""
        expanded = (each.where for each in query.expand if isinstance(each, Expand))
        conditions = (*query.conditions, *(each for each in expanded if each is not None))
        return self.known is OPEN and asks_for_nothing(conditions)

    def described(self, description: str, place: str) -> ODataDialect:
        """Return the dialect that knows the metadata of a place.

        Raises:
            SearchError: It is no metadata of OData 4, or declares no such place.
        """
        return replace(self, known=vocabulary_at(description, place))

    @property
    def _lists(self) -> bool:
        found = re.match(r"\s*(\d{1,4})\.(\d{1,4})", self.version)
        return found is not None and (int(found[1]), int(found[2])) >= (4, 1)

    def compile(self, query: Query) -> Plan:
        """Return one GET.

        Raises:
            UnknownField: A path is none, or the metadata does not declare it.
            UnknownOperator: A field does not have the operator.
            WrongValue: An operator or an option takes other values.
        """
        own = dict(self._options(query))
        given = tuple(_given(query, own))
        size = page_size(query, None, self.title)
        headers = {"Prefer": f"odata.maxpagesize={size}"} if size is not None else {}
        return Plan(calls=(Call(parameters=(*own.items(), *given), headers=headers),), count=_counting(own, given))

    def _options(self, query: Query) -> Iterator[tuple[str, str]]:
        expansions, fields = shaped(query.expand, query.fields, self.known)
        if query.expression is not None:
            yield "$filter", filter_text(query.expression, self.known, lists=self._lists)
        if query.text:
            yield "$search", search_text(query.text)
        if expansions:
            yield "$expand", expand_text(expansions, self.known, lists=self._lists)
        if fields:
            yield "$select", select_text(fields, self.known)
        if query.sort:
            yield "$orderby", orderby_text(query.sort, self.known)
        if query.limit is not None:
            yield "$top", str(query.limit)


def _counting(own: Mapping[str, str], given: tuple[tuple[str, str], ...]) -> Call | None:
    """Return the request for the number of items, None where the list tells it, or is not to."""
    if any(name in {"$count", "$apply"} for name, _ in given):
        return None
    asked = [each for each in (*own.items(), *given) if each[0] not in _OF_THE_LIST]
    return Call(parameters=(*asked, ("$top", "0"), ("$count", "true")))


def _member(path: str) -> str:
    """Return the path of the member that a field is, "" where it is a function of one or counts."""
    found = FieldPath.read(path)
    if found is None or found.functions or found.root or found.ends_in_type or "$count" in found.segments:
        return ""
    return ".".join(found.segments)


def _given(query: Query, own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield further parameters as they are; the names of OData's own options with their ``$``."""
    seen = {name.lower() for name in own}
    for name, value in parameters_of(query.parameters):
        option = _option(name)
        if option is None:
            yield name, value
            continue
        if option in seen:
            said = f": {_SAID_BY[option]} says it already" if option in own else ""
            raise WrongValue(
                f"{option} is asked for twice{said}.",
                where=f"parameters: {name}={value!r:.200}",
                nearest=_SAID_BY[option] if option in own else repr(option),
            )
        seen.add(option)
        if option in _COUNTS and not re.fullmatch(r"\d+" if option != "$index" else r"-?\d+", value, re.ASCII):
            raise WrongValue(
                f"{option} takes a whole number from 0, and was given {value!r:.100}.",
                where=f"parameters: {name}={value!r:.100}",
                nearest=_nearest_number(value),
            )
        yield option, value


def _option(name: str) -> str | None:
    """Return the name of OData's own option that a parameter is, None where it is one of the service's own."""
    small = name.lower()
    # OData 4.01 lets the $ be left out, and 4.0 takes such a name for the service's own and passes over it.
    if not name.startswith("$"):
        return f"${small}" if f"${small}" in _SAID_BY or small in {"skip", "count", "compute"} else None
    if small in _OPTIONS:
        return small
    raise WrongValue(
        f"{name!r:.100} is no query option of OData, and no other name may begin with $.",
        where=f"parameters: {name:.100}",
        nearest="  ".join(map(repr, suggest(small, _OPTIONS))),
    )


def _nearest_number(value: str) -> str:
    try:
        return str(abs(int(float(value))))
    except (ValueError, OverflowError):
        return ""


ODATA = ODataDialect()
"""The dialect of services whose metadata was not read."""
