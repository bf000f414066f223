"""What can be wrong with a request, in neutral words."""

from __future__ import annotations

import pytest

from hypernav.sandbox.problems import Exceeded, Forbidden, Invalid, Missing, Overtaken, Problem, Taken, Unmet, Wrong


@pytest.mark.parametrize(
    ("wrong", "message", "code"),
    [
        (Invalid([Problem("a", "is wrong"), Problem("", "All is wrong")]), "a: is wrong; All is wrong", "invalid"),
        (Missing("order", 7), "There is no order 7.", "not_found"),
        (Taken("order", 7), "The order 7 is there already.", "conflict"),
        (Overtaken("order", "version", 2, 1), "The order was changed meanwhile: its version is 2, not 1.", "conflict"),
        (Unmet(412, "No."), "No.", "precondition"),
        (Forbidden("No."), "No.", "forbidden"),
        (Exceeded("No."), "No.", "rate_limited"),
    ],
)
def test_each_says_what_is_wrong(wrong: Wrong, message: str, code: str) -> None:
    assert (str(wrong), wrong.code) == (message, code)
