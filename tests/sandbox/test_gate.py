"""Who may ask, and how often."""

from __future__ import annotations

from typing import Any

import pytest
from werkzeug.wrappers import Request

from hypernav.sandbox.gate import (
    Anybody,
    Basic,
    Bearer,
    Counters,
    HeaderToken,
    Limit,
    Principal,
    Sessions,
    admit,
    principal_of,
    refuse_excess,
)
from hypernav.sandbox.problems import Exceeded, Unknown

ADA, BO = Principal("ada", "s3cret", frozenset({"owner"})), Principal("bo", "påss")


def asked(path: str = "/", remote: str = "", **headers: str) -> Request:
    """Return a request; header names are written with underscores."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return Request.from_values(path, headers=fields, environ_overrides={"REMOTE_ADDR": remote})


@pytest.mark.parametrize(
    ("access", "headers"),
    [
        (HeaderToken(BO, ADA), {"Authorization": "s3cret"}),
        (HeaderToken(ADA, header="X-Key"), {"X_Key": " s3cret "}),
        (Bearer(ADA), {"Authorization": "bearer s3cret"}),
        (HeaderToken(ADA, scheme="GenieKey"), {"Authorization": "GenieKey s3cret"}),
    ],
)
def test_somebody_is_known_by_a_token(access: Any, headers: dict[str, str]) -> None:
    assert access.admit(asked(**headers), 0) is ADA


@pytest.mark.parametrize(
    ("access", "headers", "message"),
    [
        (HeaderToken(ADA), {}, "A token is needed."),
        (HeaderToken(ADA), {"Authorization": "Bearer s3cret"}, "The token is not known."),
        (Bearer(ADA), {"Authorization": "s3cret"}, "A token is needed."),
        (Bearer(ADA), {"Authorization": "Bearer S3CRET"}, "The token is not known."),
        (Basic(ADA), {}, "A name and a password are needed."),
        (Basic(ADA), {"Authorization": "Bearer s3cret"}, "A name and a password are needed."),
        (Basic(ADA), {"Authorization": "Basic YWRhOng="}, "The name or the password is wrong."),
        (Sessions(ADA, seconds=1), {"Authorization": "Bearer s3cret"}, "Log in first."),
    ],
)
def test_nobody_else_is(access: Any, headers: dict[str, str], message: str) -> None:
    with pytest.raises(Unknown) as caught:
        access.admit(asked(**headers), 0)
    assert str(caught.value) == message


def test_name_and_password_may_be_any_text() -> None:
    request = Request.from_values(auth=("bo", "påss"))
    assert Basic(ADA, BO).admit(request, 0) is BO


def test_a_challenge_says_how_to_ask() -> None:
    with pytest.raises(Unknown) as caught:
        Basic(ADA, realm="Acme").admit(asked(), 0)
    assert caught.value.challenge == 'Basic realm="Acme", charset="UTF-8"'


def test_a_session_ends_by_itself_and_by_request() -> None:
    sessions = Sessions(ADA, seconds=60)
    first, second = sessions.open("ada", "s3cret", 1000), sessions.open("ada", "s3cret", 1030)
    assert sessions.admit(asked(Authorization=f"Bearer {first}"), 1059) is ADA
    with pytest.raises(Unknown, match="The session has expired: log in again"):
        sessions.admit(asked(Authorization=f"Bearer {first}"), 1060)
    sessions.close(second)
    with pytest.raises(Unknown, match="Log in first"):
        sessions.admit(asked(Authorization=f"Bearer {second}"), 1031)


def test_a_session_needs_the_right_password() -> None:
    with pytest.raises(Unknown, match="The name or the password is wrong"):
        Sessions(ADA, seconds=60).open("ada", "x", 0)


@pytest.mark.parametrize(
    ("access", "credentials"),
    [
        (Anybody(), {}),
        (HeaderToken(ADA, BO), {"token": "s3cret"}),
        (Basic(ADA), {"user": "ada", "password": "s3cret"}),
        (Sessions(ADA, seconds=1), {"user": "ada", "password": "s3cret"}),
    ],
)
def test_a_client_is_told_what_to_present(access: Any, credentials: dict[str, str]) -> None:
    assert access.credentials == credentials


def test_who_asks_is_kept_with_the_request() -> None:
    request = asked()
    assert principal_of(request) is None
    admit(request, ADA)
    assert principal_of(request) is ADA


def test_no_secret_is_shown() -> None:
    assert "s3cret" not in repr(ADA)


def test_windows_begin_at_multiples_of_their_length() -> None:
    counters = Counters([Limit(2, 10)])
    usages = [counters.count(asked(), None, now)[0] for now in (8, 9, 9.5, 10)]
    assert [(usage.left, usage.reset) for usage in usages] == [(1, 10), (0, 10), (-1, 10), (1, 20)]


def test_a_limit_counts_by_what_it_is_told_to() -> None:
    counters = Counters([Limit(2, by=lambda request, handler: request.remote_addr), Limit(9)])
    left = [[usage.left for usage in counters.count(asked(remote=remote), None, 0)] for remote in "aab"]
    assert left == [[1, 8], [0, 7], [1, 6]]


def test_a_limit_may_leave_requests_out() -> None:
    counters = Counters([Limit(1, by=lambda request, handler: None)])
    assert [counters.count(asked(), None, 0) for _ in range(3)] == [[], [], []]


def test_limits_may_be_changed_meanwhile() -> None:
    counters = Counters([Limit(1)])
    counters.count(asked(), None, 0)
    counters.limits[0] = Limit(5)
    assert counters.count(asked(), None, 0)[0].left == 3


@pytest.mark.parametrize(("retry_after", "wait"), [(True, 7), (False, None)])
def test_going_over_a_limit_is_refused(retry_after: bool, wait: float | None) -> None:
    counters = Counters([Limit(9), Limit(1, 10, title="searches", retry_after=retry_after)])
    refuse_excess(counters.count(asked(), None, 3), 3)
    with pytest.raises(Exceeded, match=r"The limit of searches is 1 requests in 10 s\.") as caught:
        refuse_excess(counters.count(asked(), None, 3), 3)
    assert caught.value.wait == wait
