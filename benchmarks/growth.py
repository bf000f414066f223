"""How the cost of reading grows with what a server sends: every parser of its text, on texts of one mark repeated."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import process_time

from hypernav.display.neutral import cut
from hypernav.documents.link import Link
from hypernav.errors import HypernavError
from hypernav.formats import read
from hypernav.formats.link_header import parse_link_header
from hypernav.http.answers.body import parse_json
from hypernav.http.answers.decoding import collect
from hypernav.http.answers.problems import problem_from
from hypernav.http.answers.response import Response
from hypernav.http.curl import as_curl
from hypernav.http.origins import split
from hypernav.http.retries import read_date
from hypernav.names import to_identifier
from hypernav.paging import Pager
from hypernav.visible import neutral
from hypernav.web.headers import Headers
from hypernav.web.redaction import Redactor
from hypernav.web.templates import parse_template
from hypernav.web.urls import in_order, parameter_values, resolve, with_parameter

GROWTH = 2.5
_SECONDS = 0.004
_FIRST, _MOST = 500, 512_000
_ROUNDS, _TRIES = 3, 6
_UNITS = (
    *(
        "a",
        "A1",
        "_",
        "-",
        " ",
        "\t",
        ".",
        "../",
        "/",
        "?",
        ";",
        "&",
        "#",
        "=",
        "%",
        "%41",
        "?a",
        "&a=",
        "&token=",
        ";token",
    ),
    *(
        "@",
        "://",
        "://a",
        "'",
        '"',
        "\\",
        ",",
        "<",
        ">",
        "<a",
        "<!",
        "<![",
        "<!--",
        "</",
        "<a b='",
        "&#",
        "&amp",
        "[",
        "]",
    ),
    *(
        "[]",
        "[],",
        "{",
        "}",
        "{}",
        "{a}",
        "{?a",
        "{+a,",
        "1",
        "1,",
        "-1e",
        '"a":',
        '\\ud800"',
        "<a>; rel=next,",
        '; rel="',
        "; rel*=UTF-8''",
    ),
    *("é", "\u202e", "\x1b[", "s3cret-canary", "s3cret", "word ", "aA", "Mon, "),
)


def growth() -> dict[str, float]:
    """Return, for each parser, how many times longer twice the text takes, on the unit that is worst for it."""
    return {name: max(map(_doubled, _texts(work, begins))) for name, (work, begins) in PARSERS.items()}


def _texts(
    work: Callable[[str], object], begins: tuple[str, ...]
) -> Iterator[tuple[Callable[[str], object], str, str]]:
    return ((work, begin, unit) for begin in begins for unit in _UNITS)


def _doubled(case: tuple[Callable[[str], object], str, str]) -> float:
    """Return the growth at the first length that takes long enough to be measured, 0 where none does."""
    work, begin, unit = case
    count = _FIRST
    while count * len(unit) < _MOST:
        if _seconds(work, begin + unit * count, 1) > _SECONDS:
            texts = begin + unit * count, begin + unit * (2 * count)
            return _steady(work, *texts)
        count *= 2
    return 0.0


def _steady(work: Callable[[str], object], text: str, twice: str) -> float:
    """Return how many times longer the second text takes; what a busy machine slows down once is measured again."""
    least = float("inf")
    for _ in range(_TRIES):
        least = min(least, _seconds(work, twice, _ROUNDS) / _seconds(work, text, _ROUNDS))
        if least <= GROWTH:
            break
    return least


def _seconds(work: Callable[[str], object], text: str, rounds: int) -> float:
    gc.collect()
    gc.disable()
    try:
        return min(_once(work, text) for _ in range(rounds))
    finally:
        gc.enable()


def _once(work: Callable[[str], object], text: str) -> float:
    began = process_time()
    with suppress(HypernavError):
        work(text)
    return process_time() - began


def _redactor() -> Redactor:
    redact = Redactor()
    redact.register(["s3cret-canary", "word"])
    return redact


_REDACT = _redactor()
_BASE = "https://acme.test/x"


def _answer(text: str, status: int, kind: str) -> Response:
    return Response(status, Headers([("Content-Type", kind)]), _BASE, text.encode(), redact=_REDACT)


def _curl(text: str) -> str:
    return as_curl("POST", f"{_BASE}?a=1{text}", [("X-A", text)], {}, text.encode(), _REDACT)


def _shown_links(text: str) -> object:
    document = read(_BASE, 200, {"Link": text}, {"items": [{"id": 1}], "_links": {"next": {"href": text}}, text: text})
    return list(document.links.all), document.paging, document.notices


def _paged(text: str) -> object:
    document = read(_BASE, 200, {}, {"items": [{"id": 1}], "next": text, "links": [{"rel": "next", "href": text}]})
    pager = Pager.start(document)
    return pager.advance(document), str(pager.report())


PARSERS: dict[str, tuple[Callable[[str], object], tuple[str, ...]]] = {
    "body: JSON": (lambda text: parse_json(text.encode()), ("", "[", '{"a":"', '"')),
    "body: gzip": (lambda text: collect([text.encode()], "gzip", 2**26), ("",)),
    "body: text in a charset": (lambda text: _answer("x", 200, f"text/plain; charset={text}").text(), ("",)),
    "error: HTML": (lambda text: problem_from(_answer(text, 500, "text/html")), ("<html>", "<html><p ")),
    "error: JSON": (
        lambda text: str(problem_from(_answer(f'{{"message": "{text}"}}', 400, "application/json"))),
        ("",),
    ),
    "error: text": (lambda text: str(problem_from(_answer(text, 400, "text/plain"))), ("",)),
    "header: Link": (lambda text: parse_link_header([text]), ("", "<a>", '<a>; rel="')),
    "header: dates": (read_date, ("", "Mon, ")),
    "links of a document": (_shown_links, ("", "/")),
    "next links": (_paged, ("", "/")),
    "link: URL": (lambda text: Link("x", text, context=_BASE).url, ("", "/", "//")),
    "template": (parse_template, ("", "/{")),
    "URL: resolved": (lambda text: resolve(text, base=_BASE), ("", "/", "?")),
    "URL: origin": (split, ("https://", "https://acme.test/")),
    "URL: parameters": (
        lambda text: (with_parameter(text, "a", 1), parameter_values(text, "a"), in_order(text)),
        ("?",),
    ),
    "shown: redacted text": (_REDACT, ("", "?a=1")),
    "shown: redacted URL": (_REDACT.url, ("", _BASE)),
    "shown: name": (lambda text: (_REDACT.hides(text), to_identifier(text)), ("",)),
    "shown: made visible": (lambda text: cut(neutral(text), 80), ("",)),
    "shown: curl": (_curl, ("",)),
}
