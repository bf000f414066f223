"""Which way a collection goes on: what the first page shows, in order of trust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypernav.documents.document import PagingHints
from hypernav.documents.paths import steps_to
from hypernav.paging.facts import integer
from hypernav.paging.links import NEXT_LINK, NextLink, has_links, next_links, says_no_next
from hypernav.paging.names import (
    NUMBER_BESIDE,
    OFFSET_BESIDE,
    OFFSETS,
    PAGE_NUMBERS,
    offset_names,
    page_names,
    position_in,
    token_names,
)
from hypernav.paging.steps import Step, Stop, asked_for
from hypernav.paging.strategies import (
    ENDED,
    ByLastIdentity,
    ByLink,
    ByOffset,
    ByPageNumber,
    ByToken,
    PageRead,
    Strategy,
    last_id,
    says_no_more,
    size_of,
)
from hypernav.profile import PagingRule
from hypernav.web.urls import parameter


@dataclass(frozen=True, slots=True)
class SinglePage:
    """Stay on the one page: nothing says how to go on."""

    evidence: str
    stop: Stop
    name: str = "single page"

    def follow(self, page: PageRead, notes: list[str]) -> Step | Stop:
        """Return why there is one page only."""
        return self.stop


def choose(page: PageRead, rule: PagingRule | None, notes: list[str]) -> Strategy:
    """Return the strategy that the first page calls for, in order of trust."""
    refused: list[str] = []
    found = next(next_links(page.document, page.asked, page.trusted, refused), None)
    if rule is not None:
        declared = _declared(rule)
        notes.extend([_outranked(declared, page, found)] if found else ())
        return declared
    if found is not None:
        return ByLink(found.strategy, found.evidence)
    if refused:
        return ByLink(NEXT_LINK, "a next link that is not followed")
    none = says_no_next(page.document)
    if none is not None and not page.hints.token and not page.hints.has_more:
        return ByLink(*none)
    ways = (_by_token, _by_page_number, _by_offset, _by_last_id, _by_parameter)
    return next(filter(None, (way(page) for way in ways)), None) or _single(page)


def others(strategy: Strategy) -> Iterator[Strategy]:
    """Yield the strategy with each further parameter that a server may know instead of the one that it ignores."""
    if not isinstance(strategy, ByToken | ByPageNumber | ByOffset):
        return
    for name in strategy.others:
        source, arrow, _ = strategy.evidence.rpartition(" → ")
        yield replace(strategy, parameter=name, evidence=f"{source}{arrow}{name}=", others=())


def _declared(rule: PagingRule) -> Strategy:
    name, evidence = f"profile: {rule.strategy}", f"{rule.parameter}=, declared in the API's profile"
    if rule.strategy == "token":
        return ByToken(rule.parameter, name, evidence, rule.token)
    size = rule.size_parameter
    if rule.strategy == "offset":
        return ByOffset(rule.parameter, name, evidence, size, sure=True, first=rule.first, declared=True)
    return ByPageNumber(rule.parameter, rule.first, name, evidence, size, sure=True, declared=True)


def _outranked(declared: Strategy, page: PageRead, found: NextLink) -> str:
    step = declared.follow(page, [])
    same = isinstance(step, Step) and step.url == found.step.url
    return "" if same else f"{found.evidence} disagreed with the API's profile, which was followed"


def _by_token(page: PageRead) -> Strategy | None:
    hints = page.hints
    if "token" not in hints.found or not hints.token_parameter:
        return None
    path = hints.found["token"]
    name, *further = token_names(page.asked, hints.token_parameter, _last_step(page, path))
    return ByToken(name, "token", f"{path} → {name}=", others=tuple(further))


def _by_page_number(page: PageRead) -> Strategy | None:
    hints = page.hints
    bounds = hints.total_pages, hints.has_more, hints.page_size, hints.limit
    if hints.page_number is None or all(bound is None for bound in bounds):
        return None
    path = hints.found.get("page_number", "page")
    name, *further = page_names(page.asked, _last_step(page, path))
    # In doubt 1: that costs one request beyond the end, where a wrong 0 would lose the last page.
    first = 0 if hints.page_number == 0 else 1
    return ByPageNumber(name, first, "page number", f"{path} → {name}=", others=tuple(further))


def _by_offset(page: PageRead) -> Strategy | None:
    hints = page.hints
    if hints.offset is None or all(bound is None for bound in (hints.limit, hints.total, hints.page_size)):
        return None
    path = hints.found.get("offset", "offset")
    name, *further = offset_names(page.asked, _last_step(page, path))
    # SCIM and OpenSearch count from 1.
    first = 1 if hints.offset == 1 and _last_step(page, path).lower() == "startindex" else 0
    return ByOffset(name, "offset", f"{path} → {name}=", first=first, others=tuple(further))


def _by_last_id(page: PageRead) -> Strategy | None:
    data = page.document.data
    enveloped = isinstance(data, dict) and data.get("object") == "list" and page.hints.has_more is True
    # Read backwards, has_more speaks of what came before: going on from the last id would leave the way asked for.
    backwards = parameter(page.asked.url, "ending_before") is not None
    return ByLastIdentity() if enveloped and not page.hints.token and not backwards and last_id(page) else None


def _by_parameter(page: PageRead) -> Strategy | None:
    """Return the way that the request's own parameters tell, where the server says that there is more."""
    if not _claims_more(page):
        return None
    number = position_in(page.asked, PAGE_NUMBERS)
    if number:
        first = 0 if integer(asked_for(page.asked, number)) == 0 else 1
        return ByPageNumber(number, first, "page number", f"{number}= in the request")
    offset = position_in(page.asked, OFFSETS)
    if offset:
        return ByOffset(offset, "offset", f"{offset}= in the request")
    size = position_in(page.asked, (*OFFSET_BESIDE, *NUMBER_BESIDE))
    if size in OFFSET_BESIDE:
        name, *further = offset_names(page.asked, OFFSET_BESIDE[size])
        return ByOffset(name, "offset", f"{size}= in the request → {name}=", others=tuple(further))
    if size:
        name, *further = page_names(page.asked, NUMBER_BESIDE[size])
        return ByPageNumber(name, 1, "page number", f"{size}= in the request → {name}=", others=tuple(further))
    return None


def _claims_more(page: PageRead) -> bool:
    hints = page.hints
    counted = (hints.total or 0) > page.members or (hints.total_pages or 0) > 1
    return page.members > 0 and not hints.token and (counted or hints.has_more is True)


def _last_step(page: PageRead, path: str) -> str:
    return str(steps_to(page.document.data, path)[-1])


def _single(page: PageRead) -> SinglePage:
    hints = page.hints
    if hints.token:
        evidence = f"{hints.found.get('token', 'a token')}, of no known parameter"
        return SinglePage(evidence, Stop("single page", more=True))
    if hints.has_more is not None:
        stop = says_no_more(hints) or Stop("single page", more=True)
        return SinglePage(hints.found.get("has_more", "has more"), stop if hints.has_more else ENDED)
    if has_links(page.document):
        return SinglePage("links, and no next among them", Stop("no next link", more=False))
    if hints.total is not None:
        return SinglePage(hints.found.get("total", "total"), _counted(page, hints))
    data = page.document.data
    if isinstance(data, dict) and "@odata.context" in data and asked_for(page.asked, "$top") is None:
        # OData JSON Format 4.01, 4.6.5: what is sent in part has a next link, save for the part that was asked for.
        return SinglePage("OData without a next link", Stop("no next link", more=False))
    return SinglePage("nothing leads further", Stop("single page"))


def _counted(page: PageRead, hints: PagingHints) -> Stop:
    """Return what a total says of the one page there is."""
    total = hints.total or 0
    if page.members < total:
        return Stop("single page", more=True)
    # A page as full as its own limit, and a total that is no more than this limit, prove nothing.
    limited = total == page.members == size_of(page, "", hints.limit or hints.page_size)
    return Stop("single page") if limited else Stop("total reached", more=False)
