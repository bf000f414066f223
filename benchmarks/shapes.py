"""Five shapes in which APIs send the pages of a long collection, and how bare code reads each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import requests

MEMBERS = 100_000
MEMBERS_A_PAGE = 500
PAGES = MEMBERS // MEMBERS_A_PAGE
_NOTE = "A note on one record, as long as such notes are where people write them by hand, or copy them from elsewhere."


@dataclass(frozen=True)
class Shape:
    """One shape: what is sent, and where bare code finds the items and the next URL."""

    name: str
    path: str
    media_type: str
    record: Callable[[int], dict[str, Any]]
    page: Callable[[list[dict[str, Any]], int, str], Any]
    items: Callable[[Any], list[dict[str, Any]]]
    following: Callable[[requests.Response, Any], str | None]
    in_header: bool = False

    def target(self, number: int) -> str:
        """Return the request target of a page, counted from 0."""
        return f"{self.path}?page={number}" if number else self.path

    def answer(self, number: int, url: str) -> tuple[Any, dict[str, str]]:
        """Return body and header fields of a page."""
        first = number * MEMBERS_A_PAGE
        records = [self.record(position) for position in range(first, first + MEMBERS_A_PAGE)]
        following = f"{url}{self.target(number + 1)}" if number + 1 < PAGES else ""
        headers = {"Content-Type": self.media_type}
        if self.in_header:
            others = f'<{url}{self.path}>; rel="first", <{url}{self.target(PAGES - 1)}>; rel="last"'
            headers["Link"] = f'<{following}>; rel="next", {others}' if following else others
        return self.page(records, number, following), headers


def _hal_record(number: int) -> dict[str, Any]:
    return {
        **_plain_fields(number),
        "_links": {"self": {"href": f"/hal/{number}"}, "owner": {"href": f"/owners/{number % 97}"}},
    }


def _hal_page(records: list[dict[str, Any]], number: int, following: str) -> dict[str, Any]:
    links = {"self": {"href": f"/hal?page={number}"}, **({"next": {"href": following}} if following else {})}
    return {"_embedded": {"records": records}, "_links": links, "totalCount": MEMBERS}


def _linked_record(number: int) -> dict[str, Any]:
    return {**_plain_fields(number), "links": [{"rel": "self", "href": f"/resources/{number}"}]}


def _resources_page(records: list[dict[str, Any]], number: int, following: str) -> dict[str, Any]:
    links = [{"rel": "self", "href": f"/resources?page={number}"}, *_link_to(following)]
    page = {"number": number, "size": MEMBERS_A_PAGE, "totalPages": PAGES, "totalResources": MEMBERS}
    return {"resources": records, "page": page, "links": links}


def _plain_record(number: int) -> dict[str, Any]:
    return {**_plain_fields(number), "owner": {"id": number % 97, "email": f"owner{number % 97}@acme.test"}}


def _plain_fields(number: int) -> dict[str, Any]:
    return {
        "id": number,
        "name": f"Record {number}",
        "score": number * 1.5,
        "active": number % 3 == 0,
        "created": "2025-11-03T09:00:00Z",
        "note": _NOTE,
        "state": "open",
    }


def _with_urls(number: int) -> dict[str, Any]:
    url = f"https://a.test/r/{number}"
    parts = ("forks", "keys", "teams", "tags", "trees")
    return {
        "id": number,
        "name": f"record-{number}",
        "url": url,
        **{f"{part}_url": f"{url}/{part}" for part in parts},
        "owner": {"login": f"owner{number % 97}", "url": f"https://a.test/u/{number % 97}"},
    }


def _bare_array(records: list[dict[str, Any]], number: int, following: str) -> list[dict[str, Any]]:
    return records


def _feature(number: int) -> dict[str, Any]:
    return {
        "type": "Feature",
        "stac_version": "1.0.0",
        "id": f"scene-{number}",
        "bbox": [number % 180, number % 90, number % 180 + 0.5, number % 90 + 1.0],
        "geometry": {"type": "Point", "coordinates": [number % 180 + 0.25, number % 90 + 0.5]},
        "properties": {
            "datetime": "2025-11-03T09:00:00Z",
            "cloud_cover": number % 100,
            "platform": "landsat-9",
            "gsd": 30,
        },
        "collection": "landsat-c2-l2",
        "links": [],
    }


def _feature_page(records: list[dict[str, Any]], number: int, following: str) -> dict[str, Any]:
    links = _link_to(following)
    counts = {"numberMatched": MEMBERS, "numberReturned": len(records)}
    return {"type": "FeatureCollection", "features": records, "links": links, **counts}


def _link_to(following: str) -> list[dict[str, str]]:
    return [{"rel": "next", "href": following}] if following else []


def _of_header(response: requests.Response, document: Any) -> str | None:
    return response.links.get("next", {}).get("url")


def _of_array(response: requests.Response, document: Any) -> str | None:
    return next((link["href"] for link in document["links"] if link["rel"] == "next"), None)


def _of_hal(response: requests.Response, document: Any) -> str | None:
    return document["_links"].get("next", {}).get("href")


def _itself(document: Any) -> list[dict[str, Any]]:
    return document


SHAPES = (
    Shape(
        "HAL, _embedded",
        "/hal",
        "application/hal+json",
        _hal_record,
        _hal_page,
        lambda document: document["_embedded"]["records"],
        _of_hal,
    ),
    Shape(
        "resources beside links",
        "/resources",
        "application/json",
        _linked_record,
        _resources_page,
        lambda document: document["resources"],
        _of_array,
    ),
    Shape(
        "array, Link header",
        "/array",
        "application/json",
        _plain_record,
        _bare_array,
        _itself,
        _of_header,
        in_header=True,
    ),
    Shape(
        "array of *_url, Link header",
        "/urls",
        "application/json",
        _with_urls,
        _bare_array,
        _itself,
        _of_header,
        in_header=True,
    ),
    Shape(
        "STAC, features",
        "/search",
        "application/geo+json",
        _feature,
        _feature_page,
        lambda document: document["features"],
        _of_array,
    ),
)
