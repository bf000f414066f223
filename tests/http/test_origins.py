"""Origins and the URLs that belong to them."""

from __future__ import annotations

import pytest

from hypernav.errors import InsecureLink
from hypernav.http.origins import Origin, origin_of, resolve, split

SAME = {
    "https://acme.test": ["https://acme.test/", "HTTPS://ACME.test/x", "https://acme.test:443", "https://acme.test:/x"],
    "http://[::1]:8080": ["http://[::1]:8080/x", "http://[0:0:0:0:0:0:0:1]:8080", "http://[0::1]:8080?x"],
    "https://xn--bcher-kva.test": ["https://bücher.test/", "https://BÜCHER.test", "https://xn--bcher-kva.TEST/"],
    "https://faß.test": ["https://xn--fa-hia.test"],
    "http://acme.test:8080": ["http://acme.test:8080?x", "http://acme.test:8080#x", "http://acme.test:08080"],
    "http://my_host-1.local": ["http://MY_HOST-1.local/"],
}
PAIRS = [(one, other) for one, others in SAME.items() for other in others]

DIFFERENT = [
    *("http://acme.test", "https://acme.test:8443", "https://acme.test.", "https://www.acme.test", "https://acme.tes"),
    *("https://acme.test.evil", "https://xacme.test", "https://аcme.test", "https://acme-test", "https://127.0.0.1"),
]

REFUSED = {
    "userinfo": ["https://me@acme.test/", "https://me:pw@acme.test", "https://@acme.test", "https://a@b@acme.test/"],
    "backslash": ["https://acme.test\\@evil.test", "https:\\\\evil.test", "https://acme.test/a\\b", "\\\\evil.test"],
    "control": ["https://acme.test/\n", "https://acme\t.test", "\x00https://acme.test", "https://acme.test/\x7f"],
    "no host": [
        "https://",
        "https:///x",
        "https://:443/",
        "https:acme.test",
        "https:/acme.test",
        "acme.test",
        "/x",
        "",
    ],
    "host": [
        *("https://acme test/", "https://acme%2etest", "https://[::1", "https://::1", "https://[fe80::1%25eth0]/"),
        *("https://[1.2.3.4]", "https://-acme.test", "https://acme..test", "https://.acme.test", "https://a,b"),
        *(
            "https://acme.test%00.evil",
            "https://" + "a" * 300,
            "https://xn--\u00e9.test\u2488",
            "https://a\u200b.test b",
        ),
    ],
    "port": ["https://acme.test:0", "https://acme.test:65536", "https://acme.test:443x", "https://acme.test:-1"],
    "scheme": ["ftp://acme.test", "file:///etc/passwd", "ws://acme.test", "javascript://acme.test/%0aalert(1)"],
}


@pytest.mark.parametrize("one, other", PAIRS)
def test_spellings_of_one_origin_are_equal(one, other):
    assert origin_of(one) == origin_of(other)


@pytest.mark.parametrize("other", DIFFERENT)
def test_other_origins_are_not(other):
    assert origin_of(other) != origin_of("https://acme.test")


@pytest.mark.parametrize("url", [url for urls in REFUSED.values() for url in urls], ids=ascii)
def test_a_url_that_could_be_read_in_two_ways_is_refused(url):
    with pytest.raises(InsecureLink):
        origin_of(url)


def test_the_refusal_does_not_show_the_userinfo():
    with pytest.raises(InsecureLink) as caught:
        origin_of("https://me:s3cret@acme.test/?token=s3cret")
    assert str(caught.value).splitlines() == [
        "This URL is not followed: it holds a user name before the host.",
        "  link       https://[hidden]@acme.test/?token=[hidden]",
    ]


def test_the_refusal_of_a_scheme_names_it():
    with pytest.raises(InsecureLink, match=r"ftp: links are not followed; only http and https are\."):
        origin_of("ftp://acme.test/x")


@pytest.mark.parametrize(
    "url, target",
    [
        ("https://a.test", "/"),
        ("https://a.test?x=1", "/?x=1"),
        ("https://a.test/?", "/?"),
        ("https://a.test/a%2fb%2F%c3", "/a%2fb%2F%c3"),
        ("https://a.test/%1F/>x/:y;z", "/%1F/>x/:y;z"),
        ("https://a.test/a b", "/a%20b"),
        ("https://a.test/é?ü=ß", "/%C3%A9?%C3%BC=%C3%9F"),
        ("https://a.test/{x}|^`\"'<>", "/{x}|^`\"'<>"),
        ("https://a.test/x#y?z", "/x"),
        ("https://a.test//b//", "//b//"),
        ("https://a.test/../x", "/../x"),
        ("https://a.test/100%", "/100%"),
        ("https://a.test/x?u=https://b.test/@c", "/x?u=https://b.test/@c"),
    ],
)
def test_path_and_query_go_out_byte_for_byte(url, target):
    assert split(url)[1] == target


# RFC 3986, 5.4: the examples of the standard, with its base.
BASE = "http://a/b/c/d;p?q"
EXAMPLES = {
    "g:h": "g:h",
    "g": "http://a/b/c/g",
    "./g": "http://a/b/c/g",
    "g/": "http://a/b/c/g/",
    "/g": "http://a/g",
    "//g": "http://g",
    "?y": "http://a/b/c/d;p?y",
    "g?y": "http://a/b/c/g?y",
    "#s": "http://a/b/c/d;p?q",
    "g#s": "http://a/b/c/g",
    "g?y#s": "http://a/b/c/g?y",
    ";x": "http://a/b/c/;x",
    "g;x": "http://a/b/c/g;x",
    "": "http://a/b/c/d;p?q",
    ".": "http://a/b/c/",
    "./": "http://a/b/c/",
    "..": "http://a/b/",
    "../": "http://a/b/",
    "../g": "http://a/b/g",
    "../..": "http://a/",
    "../../": "http://a/",
    "../../g": "http://a/g",
    "../../../g": "http://a/g",
    "../../../../g": "http://a/g",
    "/./g": "http://a/g",
    "/../g": "http://a/g",
    "g.": "http://a/b/c/g.",
    ".g": "http://a/b/c/.g",
    "g..": "http://a/b/c/g..",
    "..g": "http://a/b/c/..g",
    "./../g": "http://a/b/g",
    "./g/.": "http://a/b/c/g/",
    "g/./h": "http://a/b/c/g/h",
    "g/../h": "http://a/b/c/h",
    "g;x=1/./y": "http://a/b/c/g;x=1/y",
    "g;x=1/../y": "http://a/b/c/y",
    "g?y/./x": "http://a/b/c/g?y/./x",
    "g?y/../x": "http://a/b/c/g?y/../x",
    "g#s/./x": "http://a/b/c/g",
    "http:g": "http:g",
}


@pytest.mark.parametrize("reference, expected", EXAMPLES.items())
def test_references_resolve_as_the_standard_says(reference, expected):
    assert resolve(BASE, reference) == expected


@pytest.mark.parametrize(
    "base, reference, expected",
    [
        ("http://a", "g", "http://a/g"),
        ("http://a", "?x", "http://a?x"),
        ("http://a/b", "x?", "http://a/x?"),
        ("http://a/b", "%2e%2e/x", "http://a/%2e%2e/x"),
        ("http://a/b/", "1:2", "http://a/b/1:2"),
        ("http://a/b/", "/x/..", "http://a/"),
        ("http://a/b/", "x//../y", "http://a/b/x/y"),
        ("http://a/b?c#d", "e", "http://a/e"),
    ],
)
def test_references_keep_their_bytes(base, reference, expected):
    assert resolve(base, reference) == expected


def test_an_origin_shows_as_its_url():
    assert str(Origin("http", "[::1]", 80)) == "http://[::1]"
