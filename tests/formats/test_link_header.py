import pytest
from hypothesis import given
from hypothesis import strategies as st

from hypernav.formats.link_header import MAX_CHARACTERS, Scanner, parse_link_header
from tests.formats.reading import BASE, document_of, targets


def links_of(header, path="/v1/place"):
    return document_of([], path, link=header)


def parsed(*headers):
    return [(link.target, link.parameters) for link in parse_link_header(headers)]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("<a>; rel=next", [("a", {"rel": "next"})]),
        ('<a>; rel="next"', [("a", {"rel": "next"})]),
        ("<a>;rel=next", [("a", {"rel": "next"})]),
        ('  <a>  ;  rel  =  "next"  ', [("a", {"rel": "next"})]),
        ("<a>; REL=next", [("a", {"rel": "next"})]),
        ("<a>; rel=next, <b>; rel=prev", [("a", {"rel": "next"}), ("b", {"rel": "prev"})]),
        ("<a>;rel=next,<b>;rel=prev", [("a", {"rel": "next"}), ("b", {"rel": "prev"})]),
        (",, <a>; rel=next ,,", [("a", {"rel": "next"})]),
        ('<a,b;c>; rel="next"', [("a,b;c", {"rel": "next"})]),
        ('<a>; title="x, y; z"; rel=next', [("a", {"title": "x, y; z", "rel": "next"})]),
        (r'<a>; title="say \"x\" \\ \,"', [("a", {"title": r'say "x" \ ,'})]),
        ('<a>; title="<b>; rel=prev"', [("a", {"title": "<b>; rel=prev"})]),
        ("<a>; rel=next; rel=prev", [("a", {"rel": "next"})]),
        ("<a>; flag; rel=next", [("a", {"flag": "", "rel": "next"})]),
        ("<a>;;; rel=next;", [("a", {"rel": "next"})]),
        ("<a>; =x; rel=next", [("a", {"rel": "next"})]),
        ("<a>; rel=", [("a", {"rel": ""})]),
        ("<a>", [("a", {})]),
        ("<>; rel=self", [("", {"rel": "self"})]),
        ("< a >; rel=next", [("a", {"rel": "next"})]),
        ("<a>; rel=https://rels.test/x", [("a", {"rel": "https://rels.test/x"})]),
        ('<a>; rel="next', [("a", {"rel": "next"})]),
        ('<a>; rel="next\\', [("a", {"rel": "next\\"})]),
        ("<a>; rel=next <b>; rel=prev", [("a", {"rel": "next <b>"})]),
        ("junk, <a>; rel=next", [("a", {"rel": "next"})]),
        ('"junk, <x>", <a>; rel=next', [("a", {"rel": "next"})]),
        ("<a", []),
        ("a>; rel=next", []),
        ("", []),
        (" , ", []),
        ("\x00", []),
    ],
)
def test_a_header_is_read_as_rfc_8288_says(header, expected):
    assert parsed(header) == expected


def test_several_header_lines_are_one_list():
    document = document_of([], link='<?page=1>; rel="prev"')
    assert targets(document) == {"prev": [f"{BASE}/v1/place?page=1"]}
    assert parsed("<a>; rel=next", "<b>; rel=prev") == [("a", {"rel": "next"}), ("b", {"rel": "prev"})]


def test_several_relations_in_one_value_are_several_links():
    assert targets(links_of('<?page=2>; rel="next last  next"')) == {
        "next": [f"{BASE}/v1/place?page=2"],
        "last": [f"{BASE}/v1/place?page=2"],
    }


def test_a_registered_relation_reads_in_lower_case_and_a_url_as_it_is():
    assert list(links_of('<a>; rel="NEXT https://Rels.test/X"').links) == ["next", "https://Rels.test/X"]


def test_a_target_resolves_against_the_document():
    header = "<next>; rel=a, </root>; rel=b, <?q>; rel=c, <//other.test/x>; rel=d, <https://x.test/y>; rel=e"
    assert targets(links_of(header, "/v1/list?page=1")) == {
        "a": [f"{BASE}/v1/next"],
        "b": [f"{BASE}/root"],
        "c": [f"{BASE}/v1/list?q"],
        "d": ["https://other.test/x"],
        "e": ["https://x.test/y"],
    }


def test_the_parameters_are_the_properties_of_the_link():
    header = '<a>; rel=alternate; type="text/html"; hreflang=de; title="Seite"; media=print'
    link = links_of(header).links.one("alternate")
    assert (link.type, link.hreflang, link.title, link.source) == ("text/html", "de", "Seite", "link header")
    assert link.attributes["media"] == "print"


@pytest.mark.parametrize(
    ("parameters", "title"),
    [
        ("title*=UTF-8'de'n%c3%a4chstes%20Kapitel", "nächstes Kapitel"),
        ("title=plain; title*=UTF-8''%E2%82%AC", "€"),
        ("title*=UTF-8''%E2%82%AC; title=plain", "€"),
        ("title*=iso-8859-1'en'%A3", "£"),
        ("title=plain; title*=UTF-8''%ff", "plain"),
        ("title=plain; title*=latin9''x", "plain"),
        ("title=plain; title*=broken", "plain"),
        ("title=plain; title*=", "plain"),
        ("title=plain; title*=UTF-8'", "plain"),
    ],
)
def test_an_extended_title_is_decoded_where_it_can_be(parameters, title):
    assert links_of(f"<a>; rel=next; {parameters}").links.one("next").title == title


def test_a_reverse_relation_is_ignored():
    assert len(links_of("<a>; rev=next").links) == 0


def test_a_link_of_another_resource_is_kept_elsewhere():
    document = links_of('<b>; rel=next; anchor="/other", <c>; rel=up; anchor="#part", <d>; rel=next', "/v1/list")
    assert targets(document) == {"next": [f"{BASE}/v1/d"]}
    assert [(link.rel, link.url, link.context) for link in document.links.elsewhere] == [
        ("next", f"{BASE}/v1/b", f"{BASE}/other"),
        ("up", f"{BASE}/v1/c", f"{BASE}/v1/list#part"),
    ]
    assert f"next of {BASE}/other: /v1/b" in str(document.links)


@pytest.mark.parametrize("anchor", ["", "https://api.test/v1/list", "/v1/list", "list"])
def test_an_anchor_that_is_the_document_itself_changes_nothing(anchor):
    assert targets(links_of(f'<b>; rel=next; anchor="{anchor}"', "/v1/list")) == {"next": [f"{BASE}/v1/b"]}


def test_a_member_has_no_links_of_the_header():
    document = document_of([{"id": 1}], link="<?page=2>; rel=next")
    assert list(document.links) == ["next"]
    assert len(document.members[0].links) == 0


@pytest.mark.parametrize("data", [None, "text", b"bytes", 5, [], {}])
def test_a_header_is_read_whatever_the_body_is(data):
    assert list(document_of(data, link="<a>; rel=next").links) == ["next"]


def test_header_and_body_that_agree_are_one_link():
    document = document_of({"_links": {"next": {"href": "?page=2"}}}, link=f"<{BASE}/v1/place?page=2>; rel=next")
    assert [link.source for link in document.links["next"]] == ["hal"]


def test_header_and_body_that_disagree_are_both_kept():
    document = document_of({"_links": {"next": {"href": "?page=2"}}}, link="<?page=3>; rel=next")
    assert [(link.href, link.source) for link in document.links["next"]] == [
        ("?page=2", "hal"),
        ("?page=3", "link header"),
    ]


def test_a_header_over_64_kib_is_not_read_and_says_so():
    document = links_of("<" + "a" * MAX_CHARACTERS + ">; rel=next")
    assert len(document.links) == 0
    assert document.links.notes == ("Link header of 65,548 characters not read (limit 65,536).",)
    assert "65,548 characters not read" in str(document.links)


def test_many_short_header_lines_count_together():
    assert parse_link_header(["<a>; rel=next"] * 6_000) == []


FAMILIES = {
    "openings": "<",
    "closings": ">",
    "pairs": "<>",
    "commas": ",",
    "semicolons": ";",
    "quotes": '"',
    "backslashes": "\\",
    "blanks": " ",
    "tabs": "\t",
    "equals": "=",
    "empty links": "<>,",
    "unclosed links": "<a;",
    "empty parameters": "<a>;;",
    "parameters": ";a=b",
    "repeated parameter": ";rel=next",
    "blanks and semicolons": " ; ",
    "relations": "next ",
    "escapes": '\\"',
    "open strings": ';a="',
    "quoted commas": '";,',
    "links": "<a>; rel=next, ",
    "octocat": "<https://api.test/x?page=2>; rel=",
    "names": "a",
    "digits": "0",
    "not ascii": "é",
    "nulls": "\x00",
}
OPENINGS = ("", "<a>;", '<a>; rel="', "<", "<a>; title*=UTF-8''")


def steps_for(text):
    scanner = Scanner(text)
    links = list(scanner.links())
    return scanner.steps, len(links)


def test_there_are_at_least_20_adversarial_families():
    assert len(FAMILIES) >= 20


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize("family", FAMILIES)
def test_work_grows_with_the_length_alone(family, opening):
    small, large = (opening + FAMILIES[family] * count for count in (200, 2_000))
    assert steps_for(large)[0] <= 12 * steps_for(small)[0]
    assert steps_for(large)[0] <= 8 * len(large) + 16


@given(st.text(alphabet="<>;,=\"\\ \tarelnxt*'%\x00é", max_size=200))
def test_any_header_is_read_in_linear_work_without_failing(text):
    steps, links = steps_for(text)
    assert steps <= 8 * len(text) + 16
    assert links <= text.count("<")


@given(st.text(max_size=100))
def test_any_header_gives_a_document_with_links(text):
    document = links_of(text)
    assert all(link.url is not None for link in document.links.all if not link.templated)
    assert isinstance(str(document.links), str)
