from __future__ import annotations

from types import SimpleNamespace

from hypernav.display.errors import error_view
from hypernav.display.html import render_html
from hypernav.display.text import render_text
from hypernav.errors import ForeignOrigin, HypernavError, Invalid, NotFound, RateLimited
from tests.display.pages import OPTIONS


def test_a_refusal_is_the_text_of_the_design():
    error = ForeignOrigin(
        "https://nvd.nist.gov is not the origin of this API (https://insightvm.test).",
        asked_by='.follow("CVSS v2 Calculator") on GET /api/3/vulnerabilities/ssh-weak-kex',
        sent="nothing",
        to_follow='nav.allow("https://nvd.nist.gov")   without credentials',
    )
    text = render_text(error_view(error), OPTIONS)
    assert text == f"ForeignOrigin: {error}"
    assert text.splitlines()[1] == (
        '  asked by   .follow("CVSS v2 Calculator") on GET /api/3/vulnerabilities/ssh-weak-kex'
    )


def test_the_server_s_words_are_shown_once():
    error = NotFound("No such flag.", status=404, code="not_found", message="No such flag.", request_id="r-1")
    assert error_view(error).titles == ("status", "code", "request id")


def test_fields_that_were_refused_are_listed():
    error = Invalid("Refused.", fields={"key": "must not be empty", "name": "too long"})
    assert "key: must not be empty\n             name: too long" in render_text(error_view(error), OPTIONS)


def test_links_that_an_error_carries_can_be_pasted():
    error = NotFound("No.", status=404)
    error.document = SimpleNamespace(links={"self": (), 'say "x"': ()})  # type: ignore[assignment]  # only links are read
    text = render_text(error_view(error), OPTIONS)
    assert 'links      error.links["self"]  error.links["say \\"x\\""]' in text


def test_many_links_are_counted():
    error = NotFound("No.")
    error.document = SimpleNamespace(links={f"r{place}": () for place in range(100)})  # type: ignore[assignment]  # as above
    assert "… 92 more" in render_text(error_view(error), OPTIONS)


def test_a_rate_limit_says_when_to_go_on():
    assert "resume at  2025-11-03 09:12:00 UTC" in render_text(
        error_view(RateLimited("Wait.", resume_at=1762161120.0)), OPTIONS
    )


def test_a_time_that_is_none_is_left_out():
    assert error_view(RateLimited("Wait.", resume_at=float("inf"))).titles == ()
    assert error_view(RateLimited("Wait.", resume_at=float("nan"))).titles == ()


def test_an_error_without_words_has_its_name():
    assert error_view(HypernavError()).heading == ("HypernavError",)


def test_a_long_detail_is_bounded():
    text = render_text(error_view(HypernavError("x", where="line\n" * 100_000)), OPTIONS)
    assert len(text.splitlines()) <= 23
    assert "more characters" in text


def test_html_says_the_same():
    markup = render_html(error_view(NotFound("No <b>.", where="GET /x")), OPTIONS)
    assert "NotFound: No &lt;b&gt;." in markup
    assert '<th scope="row">where</th><td><div>GET /x</div></td>' in markup
