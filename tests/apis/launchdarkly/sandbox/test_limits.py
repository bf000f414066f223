"""Rate limits: counted in windows of ten seconds on the sandbox's clock."""

from __future__ import annotations

import time
from urllib.request import Request, urlopen

from hypernav.apis.launchdarkly.sandbox import create
from hypernav.apis.launchdarkly.sandbox.limits import WINDOW, limits
from hypernav.sandbox import serve
from hypernav.sandbox.gate import Limit
from tests.apis.launchdarkly.client import Client


def test_every_answer_says_what_is_left(client: Client) -> None:
    first, second = client.send("GET", "/projects"), client.send("GET", "/projects")
    assert first.headers["X-Ratelimit-Global-Remaining"] == "999"
    assert second.headers["X-Ratelimit-Global-Remaining"] == "998"
    assert second.headers["X-Ratelimit-Route-Remaining"] == "298"


def test_the_reset_is_in_epoch_milliseconds(client: Client) -> None:
    client.sandbox.clock.advance(3)
    reset = int(client.send("GET", "/projects").headers["X-Ratelimit-Reset"])
    assert reset - client.sandbox.clock.milliseconds() == 7000


def test_a_route_is_a_pattern_and_a_method(client: Client) -> None:
    client.send("GET", "/flags/default/checkout")
    other = client.send("GET", "/flags/mobile/dark-mode")
    assert other.headers["X-Ratelimit-Route-Remaining"] == "298"
    deleted = client.send("DELETE", "/flags/mobile/dark-mode")
    assert deleted.headers["X-Ratelimit-Route-Remaining"] == "299"


def test_some_routes_have_no_limit_of_their_own(client: Client) -> None:
    assert "X-Ratelimit-Route-Remaining" not in client.send("GET", "").headers


def test_the_limits_as_they_are_can_be_reached(client: Client) -> None:
    statuses = [client.send("GET", "/tokens?limit=1").status for _ in range(302)]
    assert statuses == [200] * 300 + [429] * 2


def test_a_route_over_its_limit_is_refused_until_the_window_ends(client: Client) -> None:
    client.sandbox.counters.limits = limits(route=2)
    answers = [client.send("GET", "/projects") for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 429]
    assert answers[2].json["code"] == "rate_limited"
    assert answers[2].json["message"] == "You've exceeded the API rate limit. Try again later."
    assert answers[2].headers["X-Ratelimit-Route-Remaining"] == "0"
    assert "Retry-After" not in answers[2].headers
    assert client.send("GET", "/teams").status == 200
    client.sandbox.clock.advance(9.9)
    assert client.send("GET", "/projects").status == 429
    client.sandbox.clock.advance(0.1)
    assert client.send("GET", "/projects").status == 200


def test_the_account_over_its_limit_is_refused_everywhere(client: Client) -> None:
    client.sandbox.counters.limits = limits(account=1)
    assert [client.send("GET", path).status for path in ("/projects", "/teams", "")] == [200, 429, 429]


def test_an_address_over_its_limit_is_told_how_long_to_wait(client: Client) -> None:
    client.sandbox.counters.limits = limits(address=0)
    client.sandbox.clock.advance(2.5)
    answer = client.send("GET", "/projects")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "8")


def test_one_route_can_have_another_limit(client: Client) -> None:
    by_teams = Limit(1, WINDOW, by=lambda request, handler: "" if handler.__name__ == "get_teams" else None)
    client.sandbox.counters.limits.append(by_teams)
    assert [client.send("GET", "/teams").status for _ in range(2)] == [200, 429]


def test_a_refused_request_does_nothing(client: Client) -> None:
    client.sandbox.counters.limits = limits(route=0)
    assert client.send("DELETE", "/flags/default/voice-search").status == 429
    client.sandbox.counters.limits = limits()
    assert client.get("/flags/default/voice-search")


def test_what_is_left_never_falls_below_zero(client: Client) -> None:
    client.sandbox.counters.limits = limits(account=1)
    answers = [client.send("GET", "/projects") for _ in range(3)]
    assert [answer.headers["X-Ratelimit-Global-Remaining"] for answer in answers] == ["0", "0", "0"]


def test_through_a_socket_the_reset_is_ahead_of_the_readers_clock() -> None:
    with serve(create()) as server:
        headers = {"Authorization": create().credentials["token"]}
        with urlopen(Request(f"{server.url}/api/v2/projects", headers=headers)) as answer:
            ahead = int(answer.headers["X-Ratelimit-Reset"]) / 1000 - time.time()
    assert 0 < ahead <= 12
