"""Origins and the URLs that belong to them."""

from __future__ import annotations

import pytest

from hypernav.errors import InsecureLink
from hypernav.http.origins import Origin, origin_of, split

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


def test_an_origin_shows_as_its_url():
    assert str(Origin("http", "[::1]", 80)) == "http://[::1]"
