from __future__ import annotations

import pytest

from hypernav.display.element import Markup, element, link, style


def test_text_enters_escaped():
    assert element("td", '<b>&"').markup == "<td>&lt;b&gt;&amp;&quot;</td>"


def test_control_characters_enter_as_escapes():
    assert element("td", "\x00\u202e").markup == "<td>\\x00\\u202e</td>"


def test_elements_nest_without_being_escaped_again():
    assert element("p", element("b", "<"), " x").markup == "<p><b>&lt;</b> x</p>"


def test_attributes_are_few():
    assert element("th", "a", class_="hn-n", scope="col").markup == '<th class="hn-n" scope="col">a</th>'
    assert element("details", open_=True).markup == "<details open></details>"


@pytest.mark.parametrize("tag", ["script", "img", "a", "style", "SCRIPT", "b onclick=x", ""])
def test_other_elements_are_refused(tag):
    with pytest.raises(ValueError, match="no element"):
        element(tag)


@pytest.mark.parametrize("attributes", [{"class_": 'x" onclick="y'}, {"class_": "<"}, {"scope": "x"}])
def test_other_attributes_are_refused(attributes):
    with pytest.raises(ValueError, match="no element"):
        element("td", **attributes)


def test_a_node_knows_its_size_in_bytes():
    assert element("b", "旗").size == len("<b></b>") + 3


def test_a_link_that_is_none_is_text_for_the_gate():
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert isinstance(link("https://acme.test/"), Markup)


def test_the_style_is_constant():
    assert style().markup == style().markup
