"""How many members show what, in words."""

from __future__ import annotations

import pytest

from hypernav.search.judging.finding import Finding


@pytest.mark.parametrize(
    ("finding", "line"),
    [
        (Finding("a", held=3), "held            a: so in 3 members"),
        (Finding("a", held=1, what="page"), "held            a: so in 1 page"),
        (
            Finding("a", held=1, contradicted=2, example="n is 3"),
            "contradicted    a: not so in 2 of 3 members, such as one where n is 3",
        ),
        (Finding("a", contradicted=1, example="n is 3"), "contradicted    a: not so: n is 3"),
        (Finding("a", contradicted=2), "contradicted    a: not so in 2 of 2 members"),
        (Finding("a", unseen=2), "cannot be seen  a: no member shows it"),
        (Finding("a", unseen=2, note="why"), "cannot be seen  a: why"),
        (Finding("a"), "cannot be seen  a: no member was read"),
        (Finding("a", held=1, unseen=1), "cannot be seen  a: so in 1 of 2 members, the others do not show it"),
    ],
)
def test_a_finding_is_one_line(finding: Finding, line: str):
    assert str(finding.shown) == line


def test_what_is_contradicted_is_counted():
    assert Finding("a", held=1, contradicted=2).shown.count == 2
