"""Answers held against what was asked: no honest server is doubted, and one that passes over a condition is told."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from werkzeug.wrappers import Request

import hypernav as hn
from hypernav.errors import AnswerContradicts, AnswerWarning
from hypernav.navigator import Navigator
from hypernav.options import Options
from hypernav.search.judging.truth import folded
from hypernav.search.search import Search
from tests.counting import Answer, Site, visiting

STATES = ("open", "closed", "Pending")
TICKETS = [
    {
        "id": number,
        "state": STATES[number % 3],
        "title": f"Zoë runs {number}",
        "amount": number * 10,
        "tags": ["beta", "ops"][: number % 3],
        "created": f"2026-01-{number % 28 + 1:02d}T09:30:00Z",
    }
    for number in range(60)
]


def heeding(request: Request) -> Any:
    """Answer as a server that compares texts without case and accents, and looks into lists."""
    rows = TICKETS
    for name in request.args:
        if name != "offset":
            rows = [row for row in rows if wanted_of(row.get(name), request.args.getlist(name))]
    start = int(request.args.get("offset", 0))
    kept = "".join(f"&{name}={value}" for name, value in request.args.items(multi=True) if name != "offset")
    more = {"next": {"href": f"{request.path}?offset={start + 20}{kept}"}} if start + 20 < len(rows) else {}
    return {"items": rows[start : start + 20], "total": len(rows), "_links": more}


def wanted_of(value: Any, wanted: list[str]) -> bool:
    values = value if isinstance(value, list) else [value]
    return any(folded(str(each)) == folded(text) for each in values for text in wanted)


def deaf(request: Request) -> Any:
    """Answer as an ordinary server that passes over parameters that it does not know."""
    return TICKETS[:6] if request.path != "/nothing" else []


@pytest.fixture
def honest() -> Iterator[Navigator]:
    with visiting(Site({}, heeding)) as nav:
        yield nav


@pytest.fixture
def ignoring() -> Iterator[Navigator]:
    with visiting(Site({}, deaf)) as nav:
        yield nav


def test_a_condition_that_a_server_passes_over_is_contradicted_and_said_once(ignoring: Navigator):
    search = ignoring.go("/tickets").where(state="open")
    with pytest.warns(AnswerWarning) as said:
        assert (len(list(search)), len(list(search)), len(search.table())) == (6, 6, 6)
    (warning,) = said
    assert str(warning.message) == (
        "The answer contradicts the search: where('state') == 'open': not so in 4 of 6 members, such as one where "
        "state is 'closed'."
    )
    assert str(search.effect) == (
        "contradicted    where('state') == 'open': not so in 4 of 6 members, such as one where state is 'closed'"
    )


def test_a_contradiction_stands_in_every_footer_and_display(ignoring: Navigator):
    search = ignoring.go("/tickets").where(state="open")
    with pytest.warns(AnswerWarning, match="contradicts"):
        shown = search._repr_mimebundle_()
    phrase = "contradicts where('state') == 'open': not so in 4 of 6 members"
    assert phrase in search.table().footer
    assert phrase in search.frame().attrs["hypernav"]
    assert "where('state') == 'open': not so in 4 of 6 members" in shown["text/plain"]
    assert "not so in 4 of 6 members" in shown["text/html"]


def test_a_strict_search_raises_before_the_first_member(ignoring: Navigator):
    search = ignoring.go("/tickets").where(state="open", strict=True)
    with pytest.raises(AnswerContradicts) as raised:
        next(iter(search))
    assert str(raised.value) == (
        "The answer contradicts the search: where('state') == 'open': not so in 4 of 6 members, such as one where "
        "state is 'closed'.\n"
        f"  where      a request of {ignoring.root.url.rstrip('/')}/tickets?state=open\n"
        "  next       search.effect shows what holds and what does not; without strict=True the members can be read"
    )
    with pytest.raises(AnswerContradicts):
        list(search)
    assert search.effect[0].count == 4


def test_options_make_all_searches_strict_and_one_can_be_let_off():
    with visiting(Site({}, deaf), options=Options(strict=True)) as nav:
        with pytest.raises(AnswerContradicts):
            list(nav.go("/tickets").where(state="open"))
        with pytest.warns(AnswerWarning):
            assert len(list(nav.go("/tickets").where(state="open", strict=False))) == 6


def test_a_parameter_called_strict_goes_by_parameters(ignoring: Navigator):
    search = ignoring.go("/tickets").where(state="open").parameters(strict="yes")
    assert search.request().url.endswith("?state=open&strict=yes")


def test_what_members_do_not_show_cannot_be_seen(ignoring: Navigator):
    search = ignoring.go("/tickets").where(q="zoe", project="x")
    assert [each.outcome for each in search.effect] == ["cannot be seen", "cannot be seen"]
    assert len(list(search)) == 6


def test_an_answer_of_nothing_shows_nothing(ignoring: Navigator):
    (finding,) = ignoring.go("/nothing").where(state="open").effect
    assert str(finding) == "cannot be seen  where('state') == 'open': no member was read"


def test_the_effect_is_judged_on_the_pages_read_and_sends_no_more(honest: Navigator):
    search = honest.go("/tickets").where(tags="beta")
    assert search.effect[0].because == "so in 20 members"
    before = len(honest.ledger)
    assert search.effect[0].because == "so in 20 members"
    assert len(honest.ledger) == before
    assert len(list(search)) == 40
    assert search.effect[0].because == "so in 40 members"


@pytest.mark.parametrize(
    "asked",
    [{"state": "OPEN"}, {"title": "zoe RUNS 7"}, {"amount": "30"}, {"tags": "Ops"}, {"state": ["open", "closed"]}],
)
def test_a_server_that_ignores_case_and_accents_is_not_doubted(honest: Navigator, asked: dict[str, Any]):
    search = honest.go("/tickets").where(**asked)
    assert list(search)
    assert search.effect.contradicted == ()


def test_secrets_are_hidden_in_what_contradicts():
    with visiting(Site({"/k?api_key=mine": [{"id": 1, "api_key": "theirs"}]})) as nav:
        search = nav.go("/k").where(api_key="mine")
        with pytest.warns(AnswerWarning) as said:
            list(search)
    assert "theirs" not in str(search.effect) + str(said[0].message)
    assert "mine" not in str(search.effect) + str(said[0].message)


def test_control_characters_are_escaped_in_what_contradicts():
    with visiting(Site({"/k?a=x": [{"a": "\x1b[31mred\u202e"}]})) as nav, pytest.warns(AnswerWarning) as said:
        list(nav.go("/k").where(a="x"))
    assert "\x1b" not in str(said[0].message)
    assert "\u202e" not in str(said[0].message)


# Order, size, fields: OData says all of them


def people(request: Request) -> Any:
    """Answer a service that filters and nothing else."""
    rows = [{"Name": name, "Age": age, "City": "Rome"} for name, age in (("b", 5), ("a", 9), ("c", 7))]
    return {"@odata.context": f"{request.host_url}$metadata#People", "value": rows}


@pytest.fixture
def odata() -> Iterator[Navigator]:
    with visiting(Site({}, people)) as nav:
        nav.go("/People").load()
        yield nav


def test_an_order_that_does_not_come_is_contradicted(odata: Navigator):
    search = odata.go("/People").where().sort("Age")
    with pytest.warns(AnswerWarning, match=r"search: sort Age: not so: 9 comes before 7"):
        list(search)


def test_the_second_thing_to_sort_by_is_looked_at_where_the_first_is_the_same(odata: Navigator):
    with pytest.warns(AnswerWarning, match=r"search: sort -Name: not so: 'a' comes before 'c'"):
        list(odata.go("/People").where().sort("City", "-Name"))
    (first, second) = odata.go("/People").where().sort("Name", "City").effect
    assert (first.outcome, str(second)) == ("contradicted", "cannot be seen  sort City: no two members tell")


def test_words_that_were_looked_for_cannot_be_seen(odata: Navigator):
    (finding,) = odata.go("/People").where().text("running").effect
    assert str(finding) == "cannot be seen  text 'running': words may stand anywhere, and in other forms"


def test_more_members_than_were_asked_for_are_contradicted(odata: Navigator):
    with pytest.warns(AnswerWarning, match=r"search: page size 2: not so: 3 members came"):
        list(odata.go("/People").where().page_size(2))
    with pytest.warns(AnswerWarning, match=r"search: limit 1: not so: 3 members came"):
        assert len(list(odata.go("/People").where().limit(1))) == 1


def test_the_first_page_that_is_too_large_is_the_example():
    sizes = (2, 4, 3)

    def answer(request: Request) -> Any:
        number = int(request.args.get("$skiptoken", 0))
        rows = [{"Name": f"{number}{place}"} for place in range(sizes[number])]
        body = {"@odata.context": f"{request.host_url}$metadata#People", "value": rows}
        following = f"{request.host_url}People?$skiptoken={number + 1}"
        return {**body, "@odata.nextLink": following} if number + 1 < len(sizes) else body

    with visiting(Site({}, answer)) as nav:
        search = nav.go("/People").load().where().page_size(2)
        with pytest.warns(AnswerWarning):
            assert len(list(search)) == sum(sizes)
    assert str(search.effect) == "contradicted    page size 2: not so in 2 of 3 pages, such as one where 4 members came"


def test_members_that_were_not_asked_for_are_contradicted(odata: Navigator):
    with pytest.warns(AnswerWarning, match=r"search: fields Name: .* where there is also 'Age, City'"):
        list(odata.go("/People").where().fields("Name"))
    assert odata.go("/People").where().fields("Name", "Age", "City").effect.held


SENT_ANYWAY = "id key name href url self uri type links meta metadata sys version etag changes".split()


@pytest.mark.parametrize("name", [*SENT_ANYWAY, "_links", "@odata.etag"])
def test_members_that_servers_always_send_contradict_no_choice_of_fields(name: str):
    def answer(request: Request) -> Any:
        return {"@odata.context": f"{request.host_url}$metadata#People", "value": [{"Age": 5, name: "x"}]}

    with visiting(Site({}, answer)) as nav:
        search = nav.go("/People").load().where().fields("Age")
        assert len(list(search)) == 1
        assert search.effect.held


def test_a_limit_that_is_not_sent_is_not_judged(honest: Navigator):
    search = honest.go("/tickets").where(state="open").limit(3)
    assert len(list(search)) == 3
    assert [each.text for each in search.effect] == ["where('state') == 'open'"]


def test_an_or_is_one_line_and_a_negation_is_judged(odata: Navigator):
    search = odata.go("/People").where((hn.where("Age") > 8) | (hn.where("Name") == "b"))
    with pytest.warns(AnswerWarning, match=r"search: \(where\('Age'\) > 8\) \| .*: not so in 1 of 3 members"):
        list(search)
    search = odata.go("/People").where(~(hn.where("Age") == 5))
    with pytest.warns(AnswerWarning, match=r"not so in 1 of 3 members, such as one where Age is 5"):
        list(search)


def test_functions_of_a_path_cannot_be_seen(odata: Navigator):
    (finding,) = odata.go("/People").where(hn.where("length(Name)") == 9).effect
    assert finding.outcome == "cannot be seen"


# The simulated APIs are honest


def asked_of_assets(chance: random.Random, assets: list[dict[str, Any]]) -> Any:
    asset = chance.choice(assets)
    host, score = asset.get("hostName") or "web", asset["riskScore"]
    conditions = [
        lambda: hn.where("risk-score").is_greater_than(round(score)),
        lambda: hn.where("risk-score").is_less_than(round(score) + 1),
        lambda: hn.where("risk-score").in_range(0, round(score) + 1),
        lambda: hn.where("host-name").is_(host.upper()),
        lambda: hn.where("host-name").contains(host[:3]),
        lambda: hn.where("host-name").does_not_contain(host[:4]),
        lambda: hn.where("host-name").starts_with(host[:2]),
        lambda: hn.where("host-name").is_like(f"{host[:2]}*"),
        lambda: hn.where("operating-system").contains((asset.get("os") or "Linux")[:5].lower()),
        lambda: hn.where("operating-system").does_not_contain("Windows"),
        lambda: hn.where("ip-address").is_(asset["ip"]),
        lambda: hn.where("ip-address").in_range("10.0.0.0", "10.255.255.255"),
        lambda: hn.where("ip-address").is_not(asset["ip"]),
        lambda: hn.where("open-ports").is_(chance.choice([22, 80, 443, 3389])),
        lambda: hn.where("open-ports").is_not(22),
        lambda: hn.where("host-name").is_empty(),
    ]
    made = [make() for make in chance.sample(conditions, chance.randint(1, 3))]
    return made, chance.choice(["all", "all", "any"])


def test_300_searches_of_the_simulated_insightvm_raise_no_false_alarm():
    ivm, chance = hn.connect("insightvm", sandbox=True), random.Random(8)
    assets = [asset.data for asset in ivm.assets[:200]]
    verdicts = set()
    for _ in range(300):
        conditions, mode = asked_of_assets(chance, assets)
        search: Search[Any] = ivm.assets.where(*conditions).match(mode).sort(chance.choice(["-riskScore", "id", "ip"]))
        search = search.limit(chance.choice([5, 20])).page_size(chance.choice([5, 10]))
        list(search)
        assert search.effect.contradicted == (), search
        verdicts.update(each.outcome for each in search.effect)
    assert verdicts == {"held", "cannot be seen"}


def asked_of_flags(chance: random.Random, flags: list[dict[str, Any]]) -> Any:
    flag = chance.choice(flags)
    conditions = [
        hn.where("tags").contains(chance.choice(flag["tags"] or ["beta"])),
        hn.where("maintainerId").is_(flag.get("maintainerId") or "nobody"),
        hn.where("creationDate").is_before(datetime.fromtimestamp(flag["creationDate"] / 1000, UTC)),
        hn.where("state").is_(chance.choice(["live", "archived", "deprecated"])),
        hn.where("type").is_(chance.choice(["temporary", "permanent"])),
        hn.where("query").contains(flag["key"][:4].upper()),
    ]
    return chance.sample(conditions, chance.randint(1, 3))


def test_300_searches_of_the_simulated_launchdarkly_raise_no_false_alarm():
    ld, chance = hn.connect("launchdarkly", sandbox=True), random.Random(8)
    place = ld.projects.find(key="default").flags
    flags = [flag.data for flag in place]
    verdicts = set()
    for _ in range(300):
        search = place.where(*asked_of_flags(chance, flags)).sort(chance.choice(["-creationDate", "key", "name"]))
        search = search.limit(chance.choice([5, 20])).page_size(chance.choice([5, 10]))
        list(search)
        assert search.effect.contradicted == (), search
        verdicts.update(each.outcome for each in search.effect)
    assert verdicts == {"held", "cannot be seen"}


def test_a_console_that_forgets_a_filter_is_told():
    ivm = hn.connect("insightvm", sandbox=True)
    posted = ivm.assets.where("risk-score").is_greater_than(20_000)
    wrong = Search[Any](posted.place._node, posted._query)
    wrong._read().plan.calls[0].body["filters"][0]["operator"] = "is-less-than"
    with pytest.warns(AnswerWarning, match="search: where.'risk-score'.*is_greater_than"):
        next(iter(wrong))


# Probing


def test_a_probe_tells_a_parameter_that_is_passed_over(ignoring: Navigator):
    search = ignoring.go("/tickets").where(project="x")
    before = len(ignoring.ledger)
    assert str(search.probe()) == (
        "contradicted    where(project='no-such-value-5f3c9a71') alone: not so: 6 members came"
    )
    assert len(ignoring.ledger) == before + 1


def test_a_probe_tells_a_parameter_that_counts(honest: Navigator):
    search = honest.go("/tickets").where(state="open", amount=30)
    assert str(search.probe("amount")) == ("held            where(amount=1000000000000000) alone: nothing came")


def test_a_probe_of_a_search_without_answers_cannot_tell(ignoring: Navigator):
    search = ignoring.go("/nothing").where(state="open").load()
    assert search.probe().outcome == "cannot be seen"


def test_a_refused_value_counts():
    def refusing(request: Request) -> Any:
        refused = request.args.get("state") not in (None, "open")
        return Answer({"message": "no such state"}, 400) if refused else TICKETS[:1]

    with visiting(Site({}, refusing)) as nav:
        found = nav.go("/tickets").where(state="open").probe()
    assert (found.outcome, found.because) == ("held", "refused with 400")


def test_a_probe_needs_a_condition_of_which_a_value_cannot_match(ignoring: Navigator):
    with pytest.raises(hn.errors.SearchError, match="no condition of which a value is known that cannot match"):
        ignoring.go("/tickets").where(done=True).probe()


def test_nothing_is_said_of_a_search_that_holds(honest: Navigator):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(list(honest.go("/tickets").where(state="open"))) == 20
