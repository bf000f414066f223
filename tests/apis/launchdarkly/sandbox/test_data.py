"""The sample account: the promised amounts, always the same, shared with nobody, and with a story to find."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from hypernav.apis.launchdarkly.sandbox import create
from hypernav.apis.launchdarkly.sandbox.data.account import _frozen, build
from hypernav.apis.launchdarkly.sandbox.data.names import PROJECTS, flags_of, name_of
from hypernav.apis.launchdarkly.sandbox.represent.flags import flag_detail, status
from hypernav.sandbox import SandboxClock
from tests.apis.launchdarkly.client import Client

DAY = 86_400_000
NOW = SandboxClock().milliseconds()


def everything() -> Any:
    """Return all flags of a fresh account as the API shows them."""
    store = build(NOW)
    return [
        flag_detail(store, project, flag, None, {"evaluation"})
        for project, flags in store.flags.items()
        for flag in flags.values()
    ]


def test_there_are_3_projects_8_environments_and_240_flags() -> None:
    store = build(NOW)
    assert list(store.projects) == ["default", "mobile", "platform"]
    assert [len(one) for one in store.environments.values()] == [3, 2, 3]
    assert [len(one) for one in store.flags.values()] == [64, 46, 130]
    assert (len(store.members), len(store.teams), len(store.log) > 900) == (26, 8, True)


def test_it_is_the_same_every_time() -> None:
    first = json.dumps(everything())
    _frozen.cache_clear()
    assert json.dumps(everything()) == first


def test_some_values_are_pinned_so_that_a_change_of_the_data_is_noticed() -> None:
    flag = build(NOW).flags["default"]["checkout"]
    assert flag["variations"][0]["_id"] == "a67a7127-af67-46ca-a70c-7b5be27e329c"
    assert flag["creationDate"] == 1755267414812


def test_two_sandboxes_share_nothing() -> None:
    one, other = create(), create()
    one.store.flags["default"]["checkout"]["environments"]["production"]["on"] = "changed"
    one.store.members.clear()
    assert other.store.flags["default"]["checkout"]["environments"]["production"]["on"] is True
    assert create().store.members


def test_flags_are_made_and_changed_in_working_hours() -> None:
    for flag in everything():
        for when in (flag["creationDate"], flag["environments"]["production"]["lastModified"]):
            moment = datetime.fromtimestamp(when / 1000, UTC)
            assert moment.weekday() < 5
            assert 8 <= moment.hour < 18


def test_another_start_moves_the_dates() -> None:
    later = build(NOW + 7 * DAY).flags["default"]["checkout"]
    assert later["creationDate"] == build(NOW).flags["default"]["checkout"]["creationDate"] + 7 * DAY


def test_keys_are_unique_and_names_are_for_people() -> None:
    for _, _, _, catalogue in PROJECTS:
        entries = list(flags_of(catalogue))
        assert len({key for _, key, _ in entries}) == len(entries)
        assert all(re.fullmatch(r"[a-z0-9-]+", key) for _, key, _ in entries)
        assert all(name[0].isupper() or name.startswith(("iOS", "mTLS")) for _, _, name in entries)
    assert name_of("auth-oidc-logout") == "Auth OIDC logout"


def test_nothing_happened_after_now_or_before_its_creation() -> None:
    for flag in everything():
        assert flag["creationDate"] <= NOW
        for targeting in flag["environments"].values():
            assert flag["creationDate"] <= targeting["lastModified"] <= NOW
    store = build(NOW)
    assert all(entry["date"] < NOW for entry in store.log)
    for (project, _, key), known in store.evaluations.items():
        assert store.flags[project][key]["creationDate"] <= known["lastRequested"] <= NOW


def test_all_statuses_occur_in_every_project() -> None:
    store = build(NOW)
    for project, flags in store.flags.items():
        names = {status(store, project, "production", flag, NOW)["name"] for flag in flags.values()}
        assert names == {"new", "active", "launched", "inactive"}


def test_rules_targets_rollouts_prerequisites_and_experiments_occur() -> None:
    flags = everything()
    targetings = [targeting for flag in flags for targeting in flag["environments"].values()]
    assert sum(bool(one["rules"]) for one in targetings) > 40
    assert sum(bool(one["targets"]) for one in targetings) > 20
    assert any(one["contextTargets"] for one in targetings)
    assert sum("rollout" in one["fallthrough"] for one in targetings) > 30
    assert sum(bool(one["prerequisites"]) for one in targetings) == 6
    assert sum(bool(flag["experiments"]["items"]) for flag in flags) == 8
    assert {flag["kind"] for flag in flags} == {"boolean", "multivariate"}


def test_stale_flags_can_be_found_from_what_the_api_says(client: Client) -> None:
    flags = {flag["key"]: flag for flag in client.get("/flags/platform?limit=200&filter=type:temporary")["items"]}
    launched: dict[str, int] = dict.fromkeys(flags, 0)
    for environment in ("production", "staging", "development"):
        for one in client.get(f"/flag-statuses/platform/{environment}")["items"]:
            key = one["_links"]["parent"]["href"].rsplit("/", 1)[1]
            if key in flags and one["name"] == "launched":
                launched[key] += 1
    year = NOW - 365 * DAY
    production = client.get("/flags/platform?limit=200&env=production&filter=type:temporary")["items"]
    old = {flag["key"] for flag in production if flag["environments"]["production"]["lastModified"] < year}
    stale = {key for key in old if launched[key] == 3}
    assert "auth-argon2-hashes" in stale
    assert len(stale) >= 15
    assert not any(key.startswith("kill-switch") for key in stale)


def test_temporary_flags_past_their_date_say_so() -> None:
    dates = [
        flag["customProperties"]["remove.by"]["value"][0]
        for flag in everything()
        if flag["temporary"] and not flag["archived"] and "remove.by" in flag["customProperties"]
    ]
    assert sum(date < "2025-11-03" for date in dates) > 40
    assert sum(date > "2025-11-03" for date in dates) > 30


def test_maintainers_and_segments_exist() -> None:
    store = build(NOW)
    for project, flags in store.flags.items():
        for flag in flags.values():
            assert flag.get("maintainerId", next(iter(store.members))) in store.members
            assert flag.get("maintainerTeamKey", "growth") in store.teams
            for environment, targeting in flag["environments"].items():
                for rule in targeting["rules"]:
                    for clause in rule["clauses"]:
                        if clause["op"] == "segmentMatch":
                            assert set(clause["values"]) <= set(store.segments[(project, environment)])
    owned = [flag for flags in store.flags.values() for flag in flags.values() if "maintainerId" in flag]
    assert 100 < len(owned) < 240
