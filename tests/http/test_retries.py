"""Sending again: what, when, how often, and how long to wait."""

from __future__ import annotations

import pytest

from hypernav.errors import ConnectionFailed, HypernavError, OutcomeUnknown, RateLimited
from hypernav.http import Client
from hypernav.http.retries import RetryBudget, backoff, read_date, stated_wait
from hypernav.options import Options
from hypernav.profile import Profile, RateLimit
from hypernav.web.headers import Headers
from tests.servers import Server, drop, redirect, reply

NOW = 1_762_160_400.0  # 2025-11-03T09:00:00Z
MILLISECONDS = RateLimit(reset="X-Ratelimit-Reset", reset_unit="epoch milliseconds")


@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_a_safe_request_is_sent_again_after_a_passing_failure(server, client, status):
    server.on("/x", reply(status), reply(status), reply(body=b"ok"))
    assert client.send("GET", "/x").body == b"ok"
    assert [entry.status for entry in client.ledger] == [status, status, 200]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 410, 418, 422, 451, 500, 501])
def test_other_failures_are_answers(server, client, status):
    server.on("/x", reply(status))
    assert client.send("GET", "/x").status == status
    assert server.count == 1


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("status", [408, 429, 502, 503, 504])
def test_a_write_is_never_sent_again(server, client, method, status):
    server.on("/x", reply(status, headers={"Retry-After": "1"}), reply())
    assert client.send(method, "/x", body=b"{}").status == status
    assert server.count == 1


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_safe_request_survives_a_broken_connection(server, client, method):
    server.on("/x", drop(), drop(), reply(body=b"ok"))
    assert client.send(method, "/x").status == 200
    assert server.count == 3


def test_a_write_whose_connection_broke_is_unknown(server, client):
    server.on("/x", drop())
    with pytest.raises(OutcomeUnknown) as caught:
        client.send("POST", "/x", body=b"{}")
    assert str(caught.value).splitlines() == [
        "The write was sent and its answer was lost: it may or may not have happened.",
        f"  where      POST {server.url}/x",
        f"  because    {caught.value.details['because']}",
        "  next       read the resource before sending it again; it was not sent twice",
    ]
    assert server.count == 1


def test_a_write_that_reached_nobody_is_a_failed_connection(clock):
    with Server() as gone:
        url = gone.url
    client = Client(url, clock=clock)
    with pytest.raises(ConnectionFailed) as caught:
        client.send("POST", "/x", body=b"{}")
    assert caught.value.details["sent"] == "nothing"
    assert str(caught.value).startswith("No connection to the server: Connection refused.")
    assert clock.slept == []


def test_a_safe_request_that_reaches_nobody_fails_after_all_attempts(clock):
    with Server() as gone:
        url = gone.url
    client = Client(url, clock=clock, random=lambda: 1.0)
    with pytest.raises(ConnectionFailed) as caught:
        client.send("GET", "/x")
    assert caught.value.details["attempts"] == "4"
    assert clock.slept == [0.25, 0.5, 1.0]


def test_a_connection_that_the_server_closed_meanwhile_is_replaced_even_for_a_write(server, client):
    server.on("/x", reply(headers={"X-Kept": "yes"}))
    client.send("GET", "/x")
    with server._lock:
        for connected in list(server._open):
            connected.shutdown(2)
    assert client.send("POST", "/x", body=b"{}").status == 200
    assert server.count == 2


def test_the_last_answer_is_returned_after_all_attempts(server, client, clock):
    server.on("/x", reply(503, body=b"down"))
    assert client.send("GET", "/x").body == b"down"
    assert server.count == 4
    assert clock.slept == [0.25, 0.5, 1.0]


def test_jitter_is_full():
    assert backoff(3, lambda: 0.0) == 0.0
    assert backoff(3, lambda: 0.5) == 0.5
    assert backoff(50, lambda: 1.0) == 20.0


def test_an_outage_is_not_answered_with_a_storm(server, make):
    server.on("/x", reply(503))
    client = make()
    for _ in range(200):
        client.send("GET", "/x")
    assert server.count == 200 + 100


def test_successes_fill_the_budget_again():
    budget = RetryBudget(tokens=5)
    assert budget.take()
    assert not budget.take()
    for _ in range(7):
        budget.give_back()
    assert [budget.take(), budget.take()] == [True, False]


# What the server states


def test_the_server_states_the_wait_in_seconds(server, client, clock, announced):
    server.on("/x", reply(429, headers={"Retry-After": "7"}), reply())
    client.send("GET", "/x")
    assert clock.slept == [7.0]
    assert announced == [f"127.0.0.1:{server.port} answered 429: waiting 7 s, then trying again"]


@pytest.mark.parametrize(
    "date",
    ["Mon, 03 Nov 2025 09:00:30 GMT", "Monday, 03-Nov-25 09:00:30 GMT", "Mon Nov  3 09:00:30 2025"],
)
def test_the_server_states_the_wait_as_a_date(server, client, clock, date):
    server.on("/x", reply(503, headers={"Retry-After": date}), reply())
    client.send("GET", "/x")
    assert clock.slept == [30.0]


@pytest.mark.parametrize("skew", [-3600, 3600])
def test_a_wrong_clock_here_does_not_change_the_wait(server, client, clock, skew):
    clock.time += skew
    headers = {"Date": "Mon, 03 Nov 2025 09:00:00 GMT", "Retry-After": "Mon, 03 Nov 2025 09:00:30 GMT"}
    server.on("/x", reply(503, headers=headers), reply())
    client.send("GET", "/x")
    assert clock.slept == [30.0]


def test_a_reset_is_read_in_the_unit_of_the_profile(server, make, clock):
    reset = f"{(NOW + 9) * 1000:.0f}"
    server.on("/x", reply(429, headers={"X-Ratelimit-Reset": reset}), reply())
    make(profile=Profile(name="acme", title="Acme", rate_limit=MILLISECONDS)).send("GET", "/x")
    assert clock.slept == [9.0]


def test_a_reset_without_a_profile_means_nothing(server, client, clock):
    server.on("/x", reply(429, headers={"X-Ratelimit-Reset": "50"}), reply())
    client.send("GET", "/x")
    assert clock.slept == [0.25]


def test_a_reset_matters_only_where_the_rate_was_refused(server, make, clock):
    reset = f"{(NOW + 9) * 1000:.0f}"
    server.on("/x", reply(503, headers={"X-Ratelimit-Reset": reset}), reply())
    make(profile=Profile(name="acme", title="Acme", rate_limit=MILLISECONDS)).send("GET", "/x")
    assert clock.slept == [0.25]


def test_of_two_stated_waits_the_longer_one_counts():
    headers = Headers([("Retry-After", "3"), ("X-Ratelimit-Reset", f"{(NOW + 9) * 1000:.0f}")])
    assert stated_wait(headers, MILLISECONDS, NOW, limited=True) == 9.0


@pytest.mark.parametrize("unit, value", [("epoch seconds", f"{NOW + 5:.0f}"), ("seconds", "5")])
def test_each_unit_is_understood(unit, value):
    rate_limit = RateLimit(reset="X-Reset", reset_unit=unit)
    assert stated_wait(Headers([("X-Reset", value)]), rate_limit, NOW, limited=True) == 5.0


NOTHING_STATED = [
    *("", " ", "-1", "+5", "1e9", "1e400", "NaN", "inf", "Infinity", "1,2", "1.", ".5", "0x10", "5 s", "soon"),
    *("٣", "５", "²", "1_000", "12:30", "Mon", "Monday", "GMT", "Mon, 03 Nov", "Mon, 99 Nov 2025 09:00:30 GMT"),
    *("Mon, 03 Nov 2025 99:99:99 GMT", "Mon, 03 Xyz 2025 09:00:30 GMT", "Mon, 03 Nov 0000 00:00:00 GMT"),
    *("Mon, 03 Nov 99999 09:00:00 GMT", "2025-11-03T09:00:30Z", "Sun, 06 Nov 1994 08:49:37 GMT", "\x00", "a" * 5000),
    *("0", "00", "0.0", "Mon, 03 Nov 2025 09:00:00 GMT", "Mon, 03 Nov 2025 08:00:00 GMT"),
]


@pytest.mark.parametrize("value", NOTHING_STATED, ids=ascii)
def test_what_cannot_be_read_or_has_passed_counts_as_not_stated(value):
    assert stated_wait(Headers([("Retry-After", value)]), RateLimit(), NOW, limited=True) == 0.0


TOO_LONG = [
    *("61", "3600", "86400", "9999999999", "999999999999999999", "60.5", "  7200  ", "00061"),
    *("Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 03 Nov 2025 10:00:00 GMT", "Monday, 03-Nov-25 10:00:00 GMT"),
    *("Mon Nov  3 10:00:00 2025", "Mon, 03 Nov 2025 10:00:00 +0000", "Mon, 03 Nov 2025 10:00:00 -0500"),
]


@pytest.mark.parametrize("value", TOO_LONG)
def test_a_wait_beyond_max_wait_is_refused_with_the_time_to_resume(server, client, clock, value):
    server.on("/x", reply(429, headers={"Retry-After": value}))
    with pytest.raises(RateLimited) as caught:
        client.send("GET", "/x")
    assert caught.value.resume_at > NOW + 60
    assert clock.slept == []
    assert server.count == 1


def test_the_refusal_says_when_to_resume(server, client):
    server.on("/x", reply(429, headers={"Retry-After": "7200"}))
    with pytest.raises(RateLimited) as caught:
        client.send("GET", "/x")
    assert str(caught.value).splitlines() == [
        "The server asks to wait 2 h, longer than max_wait (60 s).",
        f"  where      GET {server.url}/x",
        "  answer     429",
        "  again at   2025-11-03 11:00:00 UTC",
        "  to wait    Options(max_wait=…)",
    ]
    assert caught.value.resume_at == NOW + 7200


def test_milliseconds_taken_for_seconds_do_not_hold_anybody(server, make):
    rate_limit = RateLimit(reset="X-Reset", reset_unit="seconds")
    server.on("/x", reply(429, headers={"X-Reset": f"{NOW * 1000:.0f}"}))
    with pytest.raises(RateLimited):
        make(profile=Profile(name="acme", title="Acme", rate_limit=rate_limit)).send("GET", "/x")


def test_max_wait_bounds_the_usual_wait_too(server, make, clock):
    server.on("/x", reply(503), reply())
    make(options=Options(max_wait=0)).send("GET", "/x")
    assert clock.slept == [0.0]


def test_short_waits_are_not_announced(server, client, announced):
    server.on("/x", reply(503), reply(429, headers={"Retry-After": "1"}), reply())
    client.send("GET", "/x")
    assert announced == []


def test_waits_are_announced_on_standard_error_by_default(server, clock, capsys):
    server.on("/x", reply(429, headers={"Retry-After": "2"}), reply())
    client = Client(server.url, clock=clock)
    client.send("GET", "/x")
    client.close()
    assert "answered 429: waiting 2 s, then trying again\n" in capsys.readouterr().err


def test_an_interrupt_during_a_wait_comes_through_at_once(server, make):
    class Interrupted:
        def now(self):
            return NOW

        def monotonic(self):
            return 0.0

        def sleep(self, seconds):
            raise KeyboardInterrupt

    server.on("/x", reply(429, headers={"Retry-After": "7"}), reply(body=b"later"))
    client = make(clock=Interrupted())
    with pytest.raises(KeyboardInterrupt):
        client.send("GET", "/x")
    assert server.count == 1
    assert client.send("GET", "/x").body == b"later"


def test_a_redirect_leads_to_attempts_of_its_own(server, client):
    server.on("/x", redirect("/y"))
    server.on("/y", reply(503), reply(body=b"ok"))
    assert client.send("GET", "/x").body == b"ok"
    assert [entry.note for entry in client.ledger] == ["", "redirect", "attempt 2"]


def test_every_date_that_is_no_date_is_none():
    assert [value for value in NOTHING_STATED if read_date(value) is not None and read_date(value) > NOW] == []


def test_every_trouble_is_of_one_family():
    assert issubclass(RateLimited, HypernavError)


@pytest.mark.parametrize(
    ("method", "note"), [("GET", "interrupted"), ("POST", "interrupted, outcome unknown")], ids=["read", "write"]
)
def test_an_interrupted_request_is_noted_in_the_ledger(server, make, method, note):
    class Waiting:
        def exchange(self, *_: object) -> None:
            raise KeyboardInterrupt

    client = make(transports={server.url: Waiting()})
    with pytest.raises(KeyboardInterrupt):
        client.send(method, "/x", body=b"{}" if method == "POST" else None)
    assert [(entry.method, entry.status, entry.note) for entry in client.ledger] == [(method, 0, note)]
