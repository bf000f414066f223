"""What a person reads about paging."""

from __future__ import annotations

import pytest

from hypernav.paging import Pager, PagingReport, Stop, count_phrase
from tests.paging.shapes import TWENTY, hal
from tests.paging.walking import page


@pytest.mark.parametrize(
    ("read", "total", "more", "phrase"),
    [
        (20, 57, True, "20 of 57 (the server's count), more exist"),
        (57, 57, False, "57 of 57 (the server's count)"),
        (57, 57, None, "57 of 57 (the server's count)"),
        (20, 57, None, "20 of 57 (the server's count), more may exist"),
        (1000, 3041, False, "1,000 of 3,041 (the server's count), but nothing leads further"),
        (20, None, True, "20, more exist"),
        (57, None, False, "57, no more"),
        (20, None, None, "20, more may exist"),
        (120, 100, True, "120, the server's count is 100, more exist"),
        (120, 100, False, "120, the server's count is 100"),
        (0, 0, False, "0 of 0 (the server's count)"),
    ],
)
def test_a_count_says_what_was_read_of_what_and_whether_more_exists(read, total, more, phrase):
    assert count_phrase(read, total, more=more) == phrase


def test_a_report_has_one_aligned_line_a_fact():
    document = page({"items": TWENTY, "totalCount": 57, "_links": hal(next="/things?offset=20")})
    pager = Pager.start(document)
    pager.advance(document)
    assert str(pager.report()).splitlines() == [
        "strategy  next link",
        "evidence  _links.next",
        "pages     1 read",
        "members   20 of 57 (the server's count), more exist",
        "count     57, from totalCount",
        "next      GET https://api.test/things?offset=20",
        "stopped   no, the next page is not read yet",
    ]


def test_a_report_that_ended_says_why():
    document = page({"items": TWENTY, "next": None})
    pager = Pager.start(document)
    pager.advance(document)
    report = pager.report()
    assert (report.reason, report.complete) == ("no next link", True)
    assert str(report).splitlines()[-1] == "stopped   no next link"


def test_a_report_shows_in_a_notebook_as_its_lines():
    report = PagingReport("token", "nextPageToken → pageToken=")
    assert repr(report) == str(report)


def test_no_credential_of_a_url_is_shown():
    document = page({"items": TWENTY, "next": "https://me:pw@api.test/things?access_token=s3cret&page=2"})
    pager = Pager.start(document)
    pager.advance(document)
    assert "s3cret" not in str(pager.report())
    assert "pw" not in str(pager.report())


def test_a_redactor_that_is_given_is_used():
    document = page({"items": TWENTY, "next": "/things?page=2"})
    pager = Pager.start(document)
    pager.advance(document)
    assert pager.report(redact=lambda url: "***").next == "GET ***"


def test_counts_and_stops_of_somebody_else_are_reported():
    document = page({"items": TWENTY, "next": "/things?page=2"})
    report = Pager.start(document).report(pages=4, items=80, stop=Stop("asked to stop", more=True))
    assert (report.pages, report.items, report.reason) == (4, 80, "asked to stop")
