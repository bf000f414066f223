"""Every link leads somewhere."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import Any

from tests.apis.insightvm.conftest import ORIGIN

MANY = 700
OF_A_KIND = 6


def links_in(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("href"), str):
            yield value
        for each in value.values():
            yield from links_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from links_in(each)


def crawl(client) -> dict[str, int]:
    """Return the status of each URL found from the root, breadth first, a few of each kind."""
    routes = client.console.map.bind("insightvm.test")
    statuses: dict[str, int] = {}
    kinds: Counter[object] = Counter()
    waiting = deque([f"{ORIGIN}/api/3"])
    while waiting and len(statuses) < MANY:
        url = waiting.popleft()
        path = url.removeprefix(ORIGIN).partition("?")[0]
        kind = routes.match(path)[0]
        if url in statuses or kinds[kind] >= OF_A_KIND:
            continue
        kinds[kind] += 1
        answer = client.get(url)
        statuses[url] = answer.status
        if answer.headers["Content-Type"].startswith("application/json"):
            waiting.extend(link["href"] for link in links_in(answer.json) if link["href"].startswith(f"{ORIGIN}/"))
    return statuses


def test_every_link_within_the_console_answers(reader):
    statuses = crawl(reader)
    assert len(statuses) > 400
    assert {url: status for url, status in statuses.items() if status != 200} == {}


def test_every_link_has_an_absolute_address_and_a_relation(reader):
    for path in (
        "/api/3",
        "/api/3/assets",
        "/api/3/vulnerabilities",
        "/api/3/users",
        "/api/3/vulnerability_exceptions",
    ):
        for link in links_in(reader.get(path).json):
            assert link["href"].startswith("https://")
            assert link["rel"]


def test_relations_are_words_with_spaces(reader):
    relations = {link["rel"] for link in reader.get("/api/3/assets/300").json["links"]}
    assert relations == {"self", "Software", "Files", "Users", "User Groups", "Databases", "Services", "Tags"}


def test_every_object_of_a_page_links_to_itself(reader):
    for path in ("assets", "sites", "vulnerabilities", "scans", "tags", "asset_groups", "reports", "users"):
        for resource in reader.get(f"/api/3/{path}").json["resources"]:
            own = next(link["href"] for link in resource["links"] if link["rel"] == "self")
            assert own == f"{ORIGIN}/api/3/{path}/{resource['id']}"


def test_calculators_of_scores_are_elsewhere(reader):
    links = reader.get("/api/3/vulnerabilities/apache-httpd-cve-2021-41773").json["cvss"]["links"]
    assert [re.match(r"https://([^/]*)", link["href"])[1] for link in links] == ["nvd.nist.gov", "www.first.org"]


def test_an_error_links_to_what_was_asked_for(reader):
    assert reader.get("/api/3/sites/99").links == {"self": f"{ORIGIN}/api/3/sites/99"}
