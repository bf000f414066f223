"""Origins and the URLs that belong to them."""

from __future__ import annotations

import random
from urllib.parse import urlsplit

import pytest

from hypernav.errors import HypernavError, InsecureLink
from hypernav.http import Client
from hypernav.http.origins import Origin, origin_of, split
from hypernav.http.transport import NotSent

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
    "port": [
        *("https://acme.test:0", "https://acme.test:65536", "https://acme.test:443x", "https://acme.test:-1"),
        f"http://acme.test:{'9' * 5000}",
    ],
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


HOSTS = ("a.co", "a.com", "a.c", "a.co.", "a.com.evil", "a.coo", "b.co", "127.0.0.1", "[::1]", "A.CO", "a.co@b.co")
PORTS = ("", "", "", ":", ":80", ":443", ":8", ":80801", ":8080")
TARGETS = (
    "",
    "",
    "/",
    "/x",
    "?x=1",
    "?x=/y",
    "#x",
    "#/x",
    "/x?u=https://a.co/",
    "/a b",
    "/é",
    "//a.co/",
    "/x#y",
    "\\x",
)


def any_url(chance: random.Random) -> str:
    return f"{chance.choice(('http', 'https'))}://{chance.choice(HOSTS)}{chance.choice(PORTS)}{chance.choice(TARGETS)}"


def plain_origin(url: str) -> tuple[str, str, int] | None:
    """Return an origin as slowly and plainly as can be, None where the URL could be read in two ways."""
    parts = urlsplit(url)
    try:
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except ValueError:
        return None
    return None if "\\" in url or "@" in parts.netloc else (parts.scheme, parts.hostname or "", port)


class Asked:
    """A transport that keeps what it was asked for, and answers nothing."""

    def __init__(self):
        self.urls, self.headers = [], []

    def exchange(self, method, url, headers, body, deadline):
        self.urls.append(url)
        self.headers.append(dict(headers))
        raise NotSent("Nobody answers.", sent="nothing")


def test_a_credential_goes_to_an_origin_exactly_where_a_slow_and_plain_comparison_says_so():
    chance, compared = random.Random(8), {True: 0, False: 0}
    while sum(compared.values()) < 10_000:
        base, other = any_url(chance), any_url(chance)
        if plain_origin(base) is None:
            continue
        if chance.random() < 0.3:
            other = f"{urlsplit(base).scheme}://{urlsplit(base).netloc}{chance.choice(TARGETS)}"
        home = f"{urlsplit(base).scheme}://{urlsplit(base).netloc}"
        asked = Asked()
        client = Client(home, headers={"X-Api-Key": "canary"}, transports={home: asked})
        for _ in range(2):
            with pytest.raises(HypernavError):
                client.send("POST", other)
        same = plain_origin(base) == plain_origin(other)
        compared[same] += 1
        assert bool(asked.urls) == same, (base, other)
        assert all(plain_origin(url) == plain_origin(base) and urlsplit(url).path[:1] == "/" for url in asked.urls)
    assert min(compared.values()) > 2_000


def test_a_url_without_a_path_asks_for_the_root_however_often_its_origin_was_seen():
    for url in ("http://a.test/x", "http://a.test", "http://a.test1", "http://a.test", "http://a.test?1"):
        split(url)
    assert [split(url)[1] for url in ("http://a.test", "http://a.test1", "http://a.test?/")] == ["/", "/", "/?/"]
