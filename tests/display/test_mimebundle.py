from __future__ import annotations

import pytest

from hypernav.display.mimebundle import bundle
from tests.display.pages import OPTIONS, look


def test_a_bundle_has_text_and_html_and_nothing_else():
    assert set(bundle(look(), OPTIONS)) == {"text/plain", "text/html"}


@pytest.mark.parametrize(
    ("include", "exclude", "kinds"),
    [
        ({"text/html"}, None, {"text/html"}),
        (None, {"text/html"}, {"text/plain"}),
        ({"text/html"}, {"text/html"}, set()),
        ({"image/png"}, None, set()),
        (set(), set(), {"text/plain", "text/html"}),
    ],
)
def test_only_what_is_asked_for_is_rendered(include, exclude, kinds):
    assert set(bundle(look(), OPTIONS, include, exclude)) == kinds
