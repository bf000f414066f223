"""The audit log: order, paging by time, text, resource specifiers, statements."""

from __future__ import annotations

from typing import Any

import pytest

from hypernav.apis.launchdarkly.sandbox.log import Happening, names, specifier_test, told
from hypernav.sandbox import Refusal
from tests.apis.launchdarkly.client import Client


def test_entries_come_newest_first_and_no_two_at_once(client: Client) -> None:
    dates: list[int] = []
    path = "/auditlog?limit=20"
    for _ in range(10):
        page = client.get(path)
        dates += [entry["date"] for entry in page["items"]]
        path = page["_links"]["next"]["href"].removeprefix("/api/v2")
    assert dates == sorted(set(dates), reverse=True)
    assert len(dates) == 200


def test_following_next_reads_the_whole_log_once(client: Client) -> None:
    found: list[str] = []
    path = "/auditlog?limit=20&spec=proj/mobile:env/*:flag/*"
    while path:
        page = client.get(path)
        found += [entry["_id"] for entry in page["items"]]
        path = page["_links"].get("next", {}).get("href", "").removeprefix("/api/v2")
    assert len(found) == len(set(found)) == len([one for one in client.sandbox.store.log if _mobile(one)])


def _mobile(entry: Any) -> bool:
    return entry["what"].resource.startswith("proj/mobile") and entry["what"].kind == "flag"


def test_before_and_after_are_exclusive(client: Client) -> None:
    newest, second, third = (entry["date"] for entry in client.get("/auditlog?limit=3")["items"])
    between = client.get(f"/auditlog?before={newest}&after={third}")["items"]
    assert [entry["date"] for entry in between] == [second]
    assert client.refused("GET", "/auditlog?before=yesterday") == (400, "invalid_request")


def test_entries_written_at_one_moment_stay_apart(client: Client) -> None:
    for name in ("a", "b", "c"):
        client.send("PATCH", "/flags/default/checkout", {"name": name})
    dates = [entry["date"] for entry in client.get("/auditlog?limit=3")["items"]]
    assert len(set(dates)) == 3


def test_q_searches_the_names_of_resources(client: Client) -> None:
    items = client.get("/auditlog?q=NEW%20CHECK")["items"]
    assert items
    assert {entry["name"] for entry in items} == {"New checkout"}


@pytest.mark.parametrize(
    ("resource", "kind", "path"),
    [
        ("proj/a", "project", "/api/v2/projects/a"),
        ("proj/a:env/b", "environment", "/api/v2/projects/a/environments/b"),
        ("proj/a:flag/c", "flag", "/api/v2/flags/a/c"),
        ("proj/a:env/b:flag/c", "flag", "/api/v2/flags/a/c"),
        ("proj/a:env/b:segment/d", "segment", "/api/v2/segments/a/b/d"),
        ("member/e", "member", "/api/v2/members/e"),
    ],
)
def test_kind_and_path_follow_from_the_specifier(resource: str, kind: str, path: str) -> None:
    happening = told(resource, {"email": "ada@example.com"}, "update", "updated")
    assert (happening.kind, happening.href, happening.name) == (kind, path, "ada@example.com")


def test_a_webhook_without_a_name_is_told_by_its_url_and_found_by_its_tags(client: Client) -> None:
    hook = {"url": "https://example.com/hook", "on": True, "sign": False, "tags": ["ops"]}
    made = client.send("POST", "/webhooks", hook).json
    (entry,) = client.get("/auditlog?spec=webhook/*;ops")["items"]
    assert (entry["name"], entry["target"]["_links"]["canonical"]) == (hook["url"], made["_links"]["self"])


@pytest.mark.parametrize(
    ("specifier", "resource", "expected"),
    [
        ("proj/*", "proj/default", True),
        ("proj/*", "proj/default:env/test", False),
        ("proj/*:env/*", "proj/default:env/test", True),
        ("proj/*:env/*:flag/*", "proj/default:env/test:flag/checkout", True),
        ("proj/*:env/*:flag/*", "proj/default:flag/checkout", True),
        ("proj/*:env/test:flag/*", "proj/default:flag/checkout", False),
        ("proj/*:env/test:flag/*", "proj/default:env/test:flag/checkout", True),
        ("proj/default:env/*:flag/check*", "proj/default:env/test:flag/checkout", True),
        ("proj/mobile:env/*:flag/*", "proj/default:env/test:flag/checkout", False),
        ("proj/*:env/*:segment/*", "proj/default:env/test:flag/checkout", False),
        ("proj/*:env/*:flag/*;release", "proj/default:env/test:flag/checkout", True),
        ("proj/*:env/*:flag/*;rel*,web", "proj/default:env/test:flag/checkout", True),
        ("proj/*:env/*:flag/*;ops", "proj/default:env/test:flag/checkout", False),
        ("member/*", "member/123", True),
    ],
)
def test_a_resource_specifier_takes_in(specifier: str, resource: str, expected: bool) -> None:
    what = Happening(
        kind="flag", action="a", resource=resource, name="n", href="/", verb="did", tags=("release", "web")
    )
    assert names(specifier, what) is expected


@pytest.mark.parametrize("specifier", ["flag", "proj", "proj/*:", "proj/ x", "proj/(.*)", ":"])
def test_a_malformed_specifier_is_refused(client: Client, specifier: str) -> None:
    with pytest.raises(Refusal):
        specifier_test(specifier)
    assert client.refused("GET", f"/auditlog?spec={specifier.replace(' ', '%20')}") == (400, "invalid_request")


def test_statements_allow_and_deny(client: Client) -> None:
    allow = {"resources": ["proj/*:env/*:flag/*"], "actions": ["updateOn", "createFlag"], "effect": "allow"}
    deny = {"resources": ["proj/platform:env/*:flag/*"], "effect": "deny"}
    items = client.send("POST", "/auditlog?limit=20", [allow, deny]).json["items"]
    assert len(items) == 20
    assert {entry["accesses"][0]["action"] for entry in items} <= {"updateOn", "createFlag"}
    assert not any("proj/platform" in entry["accesses"][0]["resource"] for entry in items)


def test_statements_can_leave_out(client: Client) -> None:
    body = [{"notResources": ["proj/*:env/*:flag/*"], "notActions": ["createProject"], "effect": "allow"}]
    items = client.send("POST", "/auditlog?limit=20", body).json["items"]
    assert {entry["kind"] for entry in items} <= {"segment", "member"}


def test_query_and_body_work_together_but_not_spec(client: Client) -> None:
    body = [{"resources": ["proj/default:env/*:flag/*"], "effect": "allow"}]
    items = client.send("POST", "/auditlog?q=checkout&limit=2", body).json["items"]
    assert [("checkout" in entry["name"].casefold()) for entry in items] == [True, True]
    assert client.refused("POST", "/auditlog?spec=proj/*", body) == (400, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [{}, [1], [{}], [{"effect": "maybe"}], [{"effect": "allow", "resources": "proj/*"}],
     [{"effect": "allow", "resources": ["flag"]}], [{"effect": "allow", "actions": [1]}]],
    ids=str,
)  # fmt: skip
def test_malformed_statements_are_a_400(client: Client, body: Any) -> None:
    assert client.refused("POST", "/auditlog", body) == (400, "invalid_request")


def test_every_link_of_an_entry_leads_somewhere(client: Client) -> None:
    for entry in client.get("/auditlog?limit=20")["items"]:
        for part in (entry, entry["member"], entry["target"], entry.get("parent", {})):
            for link in part.get("_links", {}).values():
                client.get(link["href"].removeprefix("/api/v2"))


def test_the_sample_entries_read_like_sentences(client: Client) -> None:
    entry = client.get("/auditlog?spec=proj/default:env/production:flag/checkout")["items"][0]
    assert entry["title"] == f"{entry['subject']['name']} {entry['titleVerb']} New checkout"
    assert entry["parent"]["name"] == "Storefront"
