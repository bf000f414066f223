"""What is declared of the API, held against the console that simulates it."""

from __future__ import annotations

import pytest

from hypernav.apis.insightvm import PROFILE
from hypernav.apis.insightvm.sandbox.data.solutions import solutions

PLACES = PROFILE.places
SAMPLES = {
    "asset": "300", "site": "6", "scan": "1", "tag": "34", "group": "1", "report": "1", "instance": "latest",
    "engine": "3", "policy": "1", "rule": "1",
    "pool": "20", "user": "4", "role": "user", "privilege": "manage-sites", "source": "2", "exploit": "1", "kit": "19",
    "vulnerability": "ssh-cbc-ciphers", "category": "1", "reference": "1001", "solution": "ssh-cbc-ciphers-fix",
    "exception": "1", "protocol": "tcp", "port": "443", "status": "approve",
}  # fmt: skip


def filled(path: str) -> str:
    return path.format(**SAMPLES)


def methods(reader, path: str) -> set[str]:
    return {method.lower() for method in reader.send("OPTIONS", path).headers.get("Allow", "").split(", ")}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.path)
def test_a_place_takes_the_writes_that_are_declared_and_no_others(reader, place):
    assert set(place.writes) == methods(reader, filled(place.path)) & {"post", "put", "patch", "delete"}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.path)
def test_a_place_is_the_first_that_its_own_path_matches(place):
    assert PROFILE.place(filled(place.path))[0] is place


@pytest.mark.parametrize("place", [place for place in PLACES if place.derived], ids=lambda place: place.path)
def test_a_derived_relation_leads_to_a_place_that_answers(reader, place):
    for relation, target in place.derived.items():
        assert methods(reader, filled(target)) & {"get", "post"}, relation


_WEB_APPLICATIONS = "/api/3/assets/{asset}/services/{protocol}/{port}/web_applications"
MEMBERS = {
    _WEB_APPLICATIONS: f"{_WEB_APPLICATIONS}/{{member}}",
    "/api/3/vulnerabilities/{vulnerability}/assets": "/api/3/assets/{member}",
    "/api/3/vulnerabilities/{vulnerability}/checks": "/api/3/vulnerability_checks/{member}",
    "/api/3/vulnerabilities/{vulnerability}/solutions": "/api/3/solutions/{member}",
    "/api/3/exploits/{exploit}/vulnerabilities": "/api/3/vulnerabilities/{member}",
    "/api/3/malware_kits/{kit}/vulnerabilities": "/api/3/vulnerabilities/{member}",
    "/api/3/vulnerability_categories/{category}/vulnerabilities": "/api/3/vulnerabilities/{member}",
    "/api/3/solutions/{solution}/prerequisites": "/api/3/solutions/{member}",
    "/api/3/tags/{tag}/assets": "/api/3/assets/{member}",
    "/api/3/tags/{tag}/sites": "/api/3/sites/{member}",
    "/api/3/tags/{tag}/asset_groups": "/api/3/asset_groups/{member}",
    "/api/3/asset_groups/{group}/assets": "/api/3/assets/{member}",
    "/api/3/asset_groups/{group}/tags": "/api/3/tags/{member}",
    "/api/3/asset_groups/{group}/users": "/api/3/users/{member}",
    "/api/3/scan_engine_pools/{pool}/engines": "/api/3/scan_engines/{member}",
    "/api/3/scan_engine_pools/{pool}/sites": "/api/3/sites/{member}",
    "/api/3/users/{user}/sites": "/api/3/sites/{member}",
    "/api/3/users/{user}/asset_groups": "/api/3/asset_groups/{member}",
    "/api/3/users/{user}/privileges": "/api/3/privileges/{member}",
    "/api/3/roles/{role}/users": "/api/3/users/{member}",
    "/api/3/privileges": "/api/3/privileges/{member}",
    "/api/3/privileges/{privilege}/users": "/api/3/users/{member}",
    "/api/3/authentication_sources/{source}/users": "/api/3/users/{member}",
}
"""Lists of bare ids, and the addresses of what they name."""


def test_the_members_of_lists_of_ids_have_these_addresses():
    assert {place.path: place.member for place in PLACES if place.member} == MEMBERS


# Where the thing of the samples has no members, another one that has.
WITH_MEMBERS = {
    "/api/3/tags/{tag}/sites": {"tag": "1"},
    "/api/3/tags/{tag}/asset_groups": {"tag": "33"},
    "/api/3/asset_groups/{group}/tags": {"group": "3"},
}


@pytest.mark.parametrize("place", [place for place in PLACES if place.member], ids=lambda place: place.path)
def test_a_bare_id_leads_to_a_thing_that_answers(reader, place):
    samples = {**SAMPLES, **WITH_MEMBERS.get(place.path, {})}
    if place.path == "/api/3/solutions/{solution}/prerequisites":
        samples["solution"] = next(key for key in solutions() if key.startswith("msft-kb"))
    path = place.path.format(**samples)
    first = reader.get(path).json["resources"][0]
    member = first["id"] if isinstance(first, dict) else first
    assert reader.get(place.member.format(**samples, member=member)).status == 200


@pytest.mark.parametrize("place", [place for place in PLACES if place.columns], ids=lambda place: place.path)
def test_the_columns_of_a_place_are_members_of_what_it_lists(reader, place):
    if "get" not in methods(reader, filled(place.path)):
        resources = reader.search({"field": "open-ports", "operator": "is", "value": 22}, query="?size=100").json[
            "resources"
        ]
    else:
        joint = "&" if "?" in place.path else "?"
        resources = reader.get(f"{filled(place.path)}{joint}size=500").json["resources"]
    for column in place.columns if resources else ():
        assert any(_has(resource, column) for resource in resources) or column in {"size", "fullName"}, column


def _has(resource, column: str) -> bool:
    for name in column.split("."):
        if not isinstance(resource, dict) or name not in resource:
            return False
        resource = resource[name]
    return True


def test_each_customer_has_a_console_of_their_own():
    assert dict(PROFILE.bases) == {}
    assert PROFILE.base_variable == "INSIGHTVM_URL"


def test_credentials_are_a_user_a_password_and_a_second_factor():
    credentials = PROFILE.credentials
    assert (credentials.kind, credentials.second_factor_header) == ("basic", "Token")
    assert credentials.variables == ("INSIGHTVM_USER", "INSIGHTVM_PASSWORD", "INSIGHTVM_TOKEN")


def test_the_error_envelope_is_the_one_that_the_console_sends(reader):
    document = reader.get("/api/3/assets/99999").json
    assert [PROFILE.errors.code[0], PROFILE.errors.message[0]] == ["status", "message"]
    assert {"status", "message"} <= set(document)
