"""From a place and a query to requests: addresses known before they are read, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from hypernav import searching
from hypernav.errors import NotExpressible, WrongValue
from hypernav.navigator import Navigator, connect
from hypernav.search import Call, Dialect, Plan, Query, Vocabulary, fields_table, operators_table, where
from hypernav.search.plain import PLAIN
from hypernav.search.vocabulary import Field, Operator
from hypernav.searching import SearchRequest, likely_url, request_at, split
from tests.counting import Site, visiting


class Sizes(Dialect):
    """A dialect that says ``size = n``, joined by AND only."""

    __slots__ = ()

    @property
    def vocabulary(self) -> Vocabulary:
        size = Field("size", "integer", ("is",))
        return Vocabulary("Acme", fields_table(size), operators_table(Operator("is", meaning="equal")))

    def compile(self, query: Query) -> Plan:
        self.says_only(query)
        terms = [self.check(term) for term in self.conjuncts(query.expression)]
        return Plan(calls=(Call(parameters=tuple((each.field.name, str(each.value)) for each in terms)),))


SIZES = Sizes()
BIG, SMALL = where("size") == 9, where("size") == 1


@pytest.fixture
def ld() -> Iterator[Navigator]:
    with connect("launchdarkly", sandbox=True) as nav:
        yield nav


def test_a_place_that_the_profile_declares_has_an_address_before_it_is_read(ld: Navigator):
    assert likely_url(ld.projects) == "https://launchdarkly.test/api/v2/projects"
    assert likely_url(ld.auditlog) == "https://launchdarkly.test/api/v2/auditlog"
    assert ld.ledger.count == 0


def test_that_address_is_the_one_that_reading_finds(ld: Navigator):
    before = likely_url(ld.projects)
    assert ld.projects.url == before


def test_a_place_that_nothing_declares_has_no_address_before_it_is_read(ld: Navigator):
    assert likely_url(ld.nothing) == ""
    assert likely_url(ld.projects.at("default")) == ""
    assert likely_url(ld.projects.nothing) == ""
    assert ld.ledger.count == 0


def test_a_derived_relation_of_a_place_with_an_address_has_one(ld: Navigator):
    assert likely_url(ld.members.me).endswith("/api/v2/members/me")
    assert likely_url(ld.go("/api/v2/projects/default").flags).endswith("/api/v2/flags/default")
    assert likely_url(ld.go("/api/v2/projects/default").flag_statuses) == ""


def test_an_unknown_api_is_searched_by_plain_parameters_once_its_address_is_known():
    with visiting(Site({"/": {"_links": {"things": {"href": "/things"}}}, "/things": []})) as nav:
        assert searching.dialect_at(nav.things) is None
        assert searching.dialect_at(nav.go("/things")) is PLAIN
        assert nav.ledger.count == 0


@pytest.mark.parametrize("context", ["@odata.context", "@context"])
def test_a_document_with_a_context_is_odata(context: str):
    with visiting(Site({"/": {context: "/$metadata", "value": []}})) as nav:
        assert searching.dialect_at(nav.root) is PLAIN
        assert "OData" in getattr(searching.dialect_at(nav.root.load()), "title", "")


def test_a_document_of_json_ld_is_no_odata():
    with visiting(Site({"/": {"@context": "https://schema.org", "@type": "Thing"}})) as nav:
        assert searching.dialect_at(nav.root.load()) is PLAIN


def test_a_query_is_asked_of_the_server_as_a_whole():
    found = split(SIZES, Query(conditions=(BIG, SMALL)), ())
    assert (found.asked, found.local) == (BIG & SMALL, None)
    assert found.plan.calls[0].parameters == (("size", "9"), ("size", "1"))


def test_what_the_server_cannot_say_is_refused_unless_it_may_be_filtered_here():
    either = BIG | SMALL
    with pytest.raises(NotExpressible) as caught:
        split(SIZES, Query(conditions=(either,)), ())
    assert caught.value.part == either


@pytest.mark.parametrize(
    "optional, asked, local",
    [
        ((BIG,), BIG, None),
        ((BIG | SMALL,), None, BIG | SMALL),
        ((BIG & ~SMALL,), BIG, ~SMALL),
        ((BIG & (where("name") == "x"),), BIG, where("name") == "x"),
        ((where("size") > 1,), None, where("size") > 1),
        ((~SMALL, BIG), BIG, ~SMALL),
    ],
    ids=repr,
)
def test_the_server_is_asked_what_it_can_say_and_the_rest_is_filtered_here(optional: Any, asked: Any, local: Any):
    found = split(SIZES, Query(), optional)
    assert (found.asked, found.local) == (asked, local)


class PairedSizes(Sizes):
    """A dialect in which a size can be said beside another one only."""

    __slots__ = ()

    def compile(self, query: Query) -> Plan:
        if len(query.conditions) == 1:
            raise self.refuse(query.conditions[0], "needs two sizes")
        return super().compile(query)


def test_conditions_that_can_only_be_said_together_are_asked_of_the_server():
    found = split(PairedSizes(), Query(), (BIG, SMALL))
    assert (found.asked, found.local) == (BIG & SMALL, None)


def test_a_wrong_value_is_no_reason_to_filter_here():
    with pytest.raises(WrongValue):
        split(SIZES, Query(), (where("size") == "nine",))


def test_alternatives_of_which_one_is_filtered_here_are_all_filtered_here():
    found = split(SIZES, Query(conditions=(BIG,), match="any"), (where("name") == "x",))
    assert (found.asked, found.local) == (None, BIG | (where("name") == "x"))
    assert found.plan.calls == (Call(),)


def test_alternatives_that_the_server_can_say_are_asked():
    found = split(SIZES, Query(match="any"), (BIG,))
    assert (found.asked, found.local) == (BIG, None)


def test_a_stranger_is_asked_nothing_that_it_might_ignore():
    found = split(PLAIN, Query(), (where("name") == "x",))
    assert (found.asked, found.local) == (None, where("name") == "x")


@pytest.mark.parametrize(
    "url, call, expected",
    [
        ("https://a.test/x", Call(), "https://a.test/x"),
        ("https://a.test/x/", Call(path="/search"), "https://a.test/x/search"),
        ("https://a.test/x?b=1", Call(path="/search", parameters=(("c", "2"),)), "https://a.test/x/search?b=1&c=2"),
        ("https://a.test/x?b=1", Call(parameters=(("b", "2"), ("b", "3"))), "https://a.test/x?b=2&b=3"),
        ("https://a.test/x?size=2&page=3", Call(parameters=(("b", "2"),)), "https://a.test/x?size=2&b=2"),
        ("https://a.test/x?page=3", Call(method="POST", path="/search", body={}), "https://a.test/x/search"),
        ("https://a.test/x?page=3", Call(), "https://a.test/x?page=3"),
        ("https://a.test/x", Call(parameters=(("page", "3"),)), "https://a.test/x?page=3"),
    ],
)
def test_a_call_is_made_of_the_address_of_its_place(url: str, call: Call, expected: str):
    assert request_at(url, call).url == expected


def test_a_condition_takes_the_place_of_no_restriction_that_the_place_has():
    found = split(SIZES, Query(conditions=(BIG,), parameters={}), ())
    assert found.conditional == {"size"}
    with pytest.raises(NotExpressible) as caught:
        request_at("https://a.test/x?size=1&page=2", found.plan.calls[0], found.conditional)
    assert str(caught.value) == (
        "This place is restricted by size=1 already, which a condition of the search would replace.\n"
        "  where      https://a.test/x?size=1&page=2\n"
        "  part       size=9\n"
        '  next       search from .go("/x") with both conditions'
    )
    with pytest.raises(NotExpressible, match="restricted by size=9&size=8 already"):
        request_at("https://a.test/x?size=9&size=8", found.plan.calls[0], found.conditional)
    same = request_at("https://a.test/x?size=9", found.plan.calls[0], found.conditional)
    assert same.url == "https://a.test/x?size=9"


def test_a_search_of_a_later_page_begins_at_the_beginning(ld: Navigator):
    flags = ld.go("/api/v2/flags/default")
    later = flags.load().follow("next")
    assert "offset=20" in later.url
    assert [flag["key"] for flag in later.where(state="live")] == [flag["key"] for flag in flags.where(state="live")]
    assert later.where(where("name").exists(), locally=True).count() == flags.total


def test_the_log_of_one_flag_is_not_widened_in_silence(ld: Navigator):
    log = ld.go("/api/v2/flags/default/checkout").load().auditlog
    with pytest.raises(NotExpressible, match="restricted by spec=proj/default"):
        log.where("spec").is_("proj/*").request()
    assert "limit=5" in log.where().page_size(5).request().url


def test_a_request_is_written_down_without_what_is_secret_by_name():
    body = {"filters": [{"password": "hunter2", "code": "DE"}]}
    request = SearchRequest("POST", "https://a.test/x?sid=abc1&author=octocat", {"X-Api-Key": "abc2"}, body)
    assert not [secret for secret in ("abc1", "abc2", "hunter2") if secret in str(request)]
    assert [
        shown for shown in ("author=octocat", '"code": "DE"', "X-Api-Key: [hidden]") if shown not in str(request)
    ] == []


def test_a_request_with_a_body_is_written_down_as_it_goes_out():
    request = SearchRequest("POST", "https://a.test/x", {"Prefer": "y"}, {"name": "é"})
    assert str(request) == ('POST https://a.test/x\nPrefer: y\nContent-Type: application/json\n\n{\n  "name": "é"\n}')
    assert request.content == '{"name":"é"}'.encode()
    assert hash(request) == hash(SearchRequest("POST", "https://a.test/x", {"Prefer": "y"}, {"name": "é"}))
