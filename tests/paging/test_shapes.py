"""How collections of real APIs go on: strategy, evidence, the exact next request, or why there is none."""

from __future__ import annotations

import pytest

from hypernav.paging import Pager, Step, Stop
from tests.paging.shapes import SHAPES, Shape
from tests.paging.walking import page

EACH = pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)


def first_of(shape: Shape) -> Pager:
    pager = Pager.start(page(shape.body, shape.headers, shape.url))
    pager.advance(page(shape.body, shape.headers, shape.url))
    return pager


@EACH
def test_the_strategy_and_its_evidence_are_found_without_configuration(shape):
    pager = first_of(shape)
    assert (pager.strategy, pager.evidence) == (shape.strategy, shape.evidence)


@EACH
def test_the_next_request_or_the_end_is_exactly_right(shape):
    document = page(shape.body, shape.headers, shape.url)
    following = Pager.start(document).advance(document)
    if isinstance(following, Step):
        assert (following.url, shape.stop) == (shape.next, "")
        assert (following.method, following.body) == ("GET", None)
    else:
        assert (following.reason, shape.next) == (shape.stop, "")


@EACH
def test_the_total_is_what_the_server_claims(shape):
    assert first_of(shape).total == shape.total


@EACH
def test_an_end_says_whether_more_exists_as_far_as_the_server_tells(shape):
    stop = first_of(shape).stop
    assert (stop.more if stop else None) == shape.more


@EACH
def test_the_report_never_calls_a_list_complete_that_may_go_on(shape):
    report = first_of(shape).report()
    assert report.complete == (isinstance(report.stop, Stop) and shape.more is False)
    known = shape.total is None or len(page(shape.body).members or ()) < shape.total
    assert ("more exist" in str(report)) == ((not shape.stop and known) or shape.more is True)


def test_there_are_at_least_forty_shapes():
    assert len(SHAPES) >= 40
    assert len({shape.name for shape in SHAPES}) == len(SHAPES)
