"""Lists that take a few filters as query parameters, or none, in pages or whole."""

from __future__ import annotations

from dataclasses import dataclass

from hypernav.apis.insightvm.search import properties
from hypernav.apis.insightvm.search.paging import page_parameters
from hypernav.errors import WrongValue
from hypernav.search.checks import Comparison
from hypernav.search.dialect import Dialect
from hypernav.search.expression import Expression, Term
from hypernav.search.query import Call, Plan, Query
from hypernav.search.vocabulary import Field, Operator, Vocabulary, fields_table, operators_table, same
from hypernav.web.parameters import parameters_of, text_of

_OPERATORS = operators_table(Operator("is", meaning="equal"), Operator("contains", meaning="contains"))
_IS, _CONTAINS = ("is",), ("contains",)
_NO_FILTERS = "takes no filters"
_INSTEAD = ".find(…), which reads page by page"


@dataclass(frozen=True, slots=True, repr=False)
class ListDialect(Dialect):
    """Say conditions as the query parameters that a list has. What has no parameter is refused, not left out.

    >>> from hypernav.search import Query, where
    >>> TAGS.compile(Query(conditions=(where("type") == "owner",), page_size=100)).calls[0].parameters
    (('type', 'owner'), ('size', '100'))
    """

    words: Vocabulary
    sortable: tuple[str, ...] = ()
    """Properties to sort by; none where they are not known, so that any one goes."""
    text_parameter: str = ""
    """The parameter that takes words to look for."""
    only: frozenset[str] = frozenset()
    """Parameters that leave something out where they are true, and nothing where they are false."""
    instead: str = _INSTEAD
    """What to do where the list takes no filters."""

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the parameters that filter."""
        return self.words

    def check_field(self, name: str) -> None:
        """Refuse a name that is no filter.

        Raises:
            UnknownField: The list has filters, and none of that name.
            NotExpressible: It has none at all.
        """
        if not self.words.fields:
            raise self.refuse(f"where({name!r:.200})", _NO_FILTERS, f"{self.instead}, or where(…, locally=True)")
        Dialect.check_field(self, name)

    def check(self, term: Term) -> Comparison:
        """Return what a comparison means as a parameter.

        Raises:
            NotExpressible: The list takes no filters, or not this one with this value.
            UnknownField: There is no such filter.
            UnknownOperator: It does not have the operator.
            WrongValue: It takes other values.
        """
        if not self.words.fields:
            raise self.refuse(term, _NO_FILTERS, self.instead)
        comparison = Dialect.check(self, term)
        name = comparison.field.name
        if name in self.only and comparison.value is False:
            meant = f"where({name!r}).is_(True)"
            raise self.refuse(term, f"has no word for the opposite: {name}=false leaves nothing out", meant)
        return comparison

    def compile(self, query: Query) -> Plan:
        """Return one GET with a parameter for each condition."""
        words = ("text",) if self.text_parameter else ()
        self.says_only(query, "sort", "page_size", "parameters", *words)
        pairs = [*self._filters(query.expression), *([(self.text_parameter, query.text)] if query.text else [])]
        names = [name for name, _ in pairs]
        for name in names:
            if names.count(name) > 1:
                raise self.refuse(f"{name}, twice", f"takes {name!r} once", "two searches")
        return Plan(calls=(Call(parameters=(*pairs, *page_parameters(query, self.title, self.sortable))),))

    def _filters(self, expression: Expression | None) -> list[tuple[str, str]]:
        comparisons = [self.check(term) for term in self.conjuncts(expression, "two searches, one after the other")]
        return [(each.field.name, _said(each)) for each in comparisons]


def _said(comparison: Comparison) -> str:
    text = text_of(comparison.value)
    if not text:
        raise WrongValue(
            f"{comparison.field.name!r} was given an empty text, which leaves nothing out.",
            where=repr(comparison.term),
            next="leave the condition out",
        )
    return text


@dataclass(frozen=True, slots=True, repr=False)
class WholeListDialect(ListDialect):
    """Say nothing: these lists come whole, and in an order of their own."""

    def compile(self, query: Query) -> Plan:
        """Return one GET, with further parameters only."""
        self._filters(query.expression)
        if query.page_size is not None:
            raise self.refuse(".page_size()", "comes whole, not in pages", "one request without it")
        if query.sort:
            names = [each.field for each in query.sort]
            nearest = f".frame(all=True).sort_values({names!r})"
            raise self.refuse(".sort()", "comes in an order of its own", nearest)
        self.says_only(query, "parameters")
        return Plan(calls=(Call(parameters=tuple(parameters_of(query.parameters))),))


def _list(
    title: str,
    sortable: tuple[str, ...],
    *filters: Field,
    text: str = "",
    only: str = "",
    instead: str = _INSTEAD,
) -> ListDialect:
    used = {name for field in filters for name in field.operators}
    operators = operators_table(*(each for each in _OPERATORS.values() if each.name in used))
    shown = {name: name for name in ("name", "type") if any(name == field.name for field in filters)}
    vocabulary = Vocabulary(f"InsightVM's list of {title}", fields_table(*filters), operators, shown=shown)
    return ListDialect(vocabulary, sortable, text, frozenset(only.split()), instead)


_ACTIVE = Field("active", "boolean", _IS, title="whether it runs now")
_APPLICABLE = Field("applicableOnly", "boolean", _IS, title="results of PASS or FAIL only")

WHOLE = WholeListDialect(Vocabulary("This place"))
"""The dialect of lists that come whole."""
SITES = _list("sites", properties.SITE)
SITE_ASSETS = _list(
    "assets of a site", properties.ASSET, instead='the search of all assets, with where("site-id").in_(…)'
)
AGENTS = _list("agents", properties.AGENT)
SCANS = _list("scans", properties.GLOBAL_SCAN, _ACTIVE)
SITE_SCANS = _list("scans of a site", properties.SCAN, _ACTIVE)
ENGINE_SCANS = _list("scans of an engine", properties.SCAN)
VULNERABILITIES = _list("vulnerabilities", properties.VULNERABILITY)
FINDINGS = _list("findings", properties.FINDING)
EXPLOITS = _list("exploits", properties.EXPLOIT)
MALWARE_KITS = _list("malware kits", properties.MALWARE_KIT)
CATEGORIES = _list("vulnerability categories", properties.CATEGORY)
REFERENCES = _list("references", properties.REFERENCE)
CHECKS = _list(
    "checks",
    properties.CHECK,
    Field("search", "string", _CONTAINS, title="words in the vulnerability's details"),
    Field("type", "string", _IS, title="what runs the check"),
    Field("safe", "boolean", _IS, title="safe to run"),
    Field("unique", "boolean", _IS, title="runs once on a host"),
    Field("potential", "boolean", _IS, title="potential results only"),
    Field("requiresCredentials", "boolean", _IS, title="with credentials only"),
    text="search",
    only="potential requiresCredentials",
)
SOLUTIONS = _list("solutions", properties.SOLUTION)
EXCEPTIONS = _list("vulnerability exceptions", properties.EXCEPTION)
TAGS = _list(
    "tags",
    properties.TAG,
    Field("name", "string", _CONTAINS, title="part of the name"),
    Field("type", "enumeration", _IS, same("custom location owner criticality")),
)
ASSET_GROUPS = _list(
    "asset groups",
    properties.ASSET_GROUP,
    Field("name", "string", _CONTAINS, title="part of the name"),
    Field("type", "enumeration", _IS, same("static dynamic")),
)
REPORTS = _list("reports", properties.REPORT)
USERS = _list("users", properties.USER)
SOFTWARE = _list("software", properties.SOFTWARE)
OPERATING_SYSTEMS = _list("operating systems", properties.OPERATING_SYSTEM)
DISCOVERY_CONNECTIONS = _list("discovery connections", properties.DISCOVERY_CONNECTION)
# The description gives policies the properties of something else.
POLICIES = _list(
    "policies",
    (),
    Field("filter", "string", _CONTAINS, title="part of the title"),
    Field("scannedOnly", "boolean", _IS, title="those with results only"),
    text="filter",
    only="scannedOnly",
)
ASSET_POLICIES = _list("policies of an asset", properties.ASSET_POLICY, _APPLICABLE, only="applicableOnly")
POLICY_ASSETS = _list("assets of a policy", properties.POLICY_ASSET, _APPLICABLE, only="applicableOnly")
POLICY_RULES = _list("rules of a policy", properties.POLICY_RULE)
POLICY_GROUPS = _list("groups of a policy", properties.POLICY_GROUP)
POLICY_CONTROLS = _list("controls of a rule", properties.POLICY_CONTROL)
POLICY_OVERRIDES = _list("policy overrides", properties.POLICY_OVERRIDE)
