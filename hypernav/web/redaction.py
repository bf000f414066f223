"""Secrets taken out of what is shown: by value in every form they travel in, by name in URLs, headers and data."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import quote, quote_plus, unquote_plus

from hypernav.names import to_identifier
from hypernav.visible import hide_by, neutral
from hypernav.web.secret import HIDDEN, Masked
from hypernav.web.secret_names import Door, is_secret

_SHORTEST = 4
"""Shorter secrets are only hidden in their encoded forms: taking every ``a`` out of a text would hide the text."""

_SHORTEST_IN_DATA = 8
_LONGEST_WORD = 16
_DEPTH = 6
BODY_LEVELS = 100
"""Levels of a body that is shown whole."""

# A name ends where the next one could begin, so that no text is read more often than its length.
_NAME_IN_URL = re.compile(r"[?&;#]([^=?&;#]+)=")
_NAME_IN_TEXT = re.compile(r"[?&;#]([^=?&;#\s]+)=")
_VALUE_IN_URL = re.compile(r"[^&#]+")
# An apostrophe may stand in a URL (RFC 3986, 2.2), and may end one in a text.
_VALUE_IN_TEXT = re.compile(r"(?:[^&#\s\"'<>]|'(?=[\w%]))+")
_USER_IN_URL = re.compile(r"((?:\A|:)//)[^/?#]*@")
_USER_IN_TEXT = re.compile(r"(://)[^/?#\s\"'<>]*@")
_ENCODED = re.compile(r"%[0-9A-Fa-f]{2}")


def redacted_url(url: str) -> str:
    """Return a URL to show: user information, and what is secret by the name of its parameter, masked.

    >>> redacted_url("https://me:pw@api.test/x?access_token=abc&author=octocat&page=2")
    'https://[hidden]@api.test/x?access_token=[hidden]&author=octocat&page=2'
    """
    return _without_names(url, _USER_IN_URL, _NAME_IN_URL, _VALUE_IN_URL)


def redacted_text(text: str) -> str:
    """Return a text to show, such as a message, with its URLs masked as ``redacted_url`` does.

    >>> redacted_text("GET 'https://me:pw@acme.test/x?access_token=abc' was refused")
    "GET 'https://[hidden]@acme.test/x?access_token=[hidden]' was refused"
    """
    return _without_names(text, _USER_IN_TEXT, _NAME_IN_TEXT, _VALUE_IN_TEXT)


def _without_names(text: str, user: re.Pattern[str], name: re.Pattern[str], value: re.Pattern[str]) -> str:
    if "@" in text:
        text = user.sub(rf"\g<1>{HIDDEN}@", text)
    if "=" not in text:
        return text
    kept: list[str] = []
    position = 0
    found = name.search(text)
    while found:
        end = found.end()
        secret = value.match(text, end) if is_secret(unquote_plus(found[1]), "url") else None
        if secret:
            kept += (text[position:end], HIDDEN)
            position = end = secret.end()
        found = name.search(text, end)
    return "".join([*kept, text[position:]]) if kept else text


def argument(name: str, value: Any, door: Door = "data") -> str:
    """Return a named argument as somebody would type it, masked where it is a secret by its name.

    Args:
        name: The name.
        value: The value.
        door: Where the name goes to stand.

    >>> argument("author", "octocat"), argument("api_key", "abc")
    ("author='octocat'", "api_key='[hidden]'")
    """
    return f"{name}={HIDDEN if is_secret(name, door) else value!r}"


def forms_of(secret: str) -> set[str]:
    """Return the forms in which a secret may stand in a text.

    Raw, URL-encoded (both cases, once and twice), JSON- and Python-escaped, as an identifier, base64
    (plain, URL-safe, with or without padding, alone and as either half of a Basic pair) and hexadecimal.
    """
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {form for form in _readable_forms(secret) if len(form) >= _SHORTEST}
    for part in (raw, raw + b":", b":" + raw) if len(raw) >= _SHORTEST else (raw,):
        for encoded in (base64.b64encode(part).decode(), base64.urlsafe_b64encode(part).decode()):
            forms |= {form for form in (encoded, encoded.rstrip("="), quote(encoded, safe="")) if len(form) > _SHORTEST}
    if len(raw) >= _SHORTEST:
        forms |= {raw.hex(), raw.hex().upper()}
    # What a mask is made of cannot be hidden by it.
    return {form for form in forms if form not in HIDDEN}


def _readable_forms(secret: str) -> set[str]:
    encoded = quote(secret, safe="", errors="replace")
    lower = _ENCODED.sub(lambda match: match.group().lower(), encoded)
    return {
        secret,
        encoded,
        lower,
        quote(encoded, safe=""),
        quote_plus(secret, errors="replace"),
        quote(secret, errors="replace"),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
        _as_identifier(secret),
    }


def _as_identifier(secret: str) -> str:
    """Return what offers a relation that is called like a secret; not the identifier of a part of it, or of a word."""
    identifier = to_identifier(secret)
    return secret if secret.isalpha() or len(identifier) < len(secret) else identifier


class Redactor:
    """Take registered secrets out of what is shown, and what is secret by its name.

    Args:
        declared: Names of members of data that hold secrets, besides the usual ones.

    >>> redact = Redactor()
    >>> redact.register(["s3cret/value"])
    >>> redact("GET /x?q=s3cret%2Fvalue was refused for s3cret/value")
    'GET /x?q=[hidden] was refused for [hidden]'
    """

    __slots__ = ("__weakref__", "_declared", "_forms")

    def __init__(self, declared: Collection[str] = ()) -> None:
        """Begin without registered secrets."""
        self._declared = frozenset(declared)
        self._forms: tuple[Masked, ...] = ()

    def register(self, secrets: Iterable[str]) -> None:
        """Hide these from now on."""
        forms = {str(form) for form in self._forms}
        for secret in secrets:
            forms |= forms_of(secret)
        # The longest first: a form may contain another one.
        self._forms = tuple(Masked(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
        if self._forms:
            hide_by(self)

    def __call__(self, text: str) -> str:
        """Return the text without what is secret in it, by value and in its URLs by name."""
        return redacted_text(self._without_values(text, _SHORTEST))

    def url(self, url: str) -> str:
        """Return a URL to show, in one line: without what is secret in it, by value and by name."""
        return redacted_url(neutral(self._without_values(url, _SHORTEST)))

    def header(self, name: str, value: str) -> str:
        """Return the value of a header field as it may be shown.

        >>> Redactor().header("X-Api-Key", "abc"), Redactor().header("Accept", "text/plain")
        ('[hidden]', 'text/plain')
        """
        return HIDDEN if is_secret(name, "header") else self(value)

    def in_data(self, text: str) -> str:
        """Return a text of the server's data without registered secrets of eight characters or more.

        A shorter one, such as ``demo``, may well stand in data by chance, and URLs are data there.

        >>> redact = Redactor()
        >>> redact.register(["s3cret-value"])
        >>> redact.in_data("s3cret-value, https://acme.test/?token=other")
        '[hidden], https://acme.test/?token=other'
        """
        return self._without_values(text, _SHORTEST_IN_DATA)

    def hides(self, name: str) -> bool:
        """Tell whether a member of data, or a path with dots to one, is hidden by its name.

        >>> Redactor().hides("environments.production.apiKey"), Redactor({"triggerURL"}).hides("triggerURL")
        (True, True)
        """
        return name.rpartition(".")[2] in self._declared or is_secret(name, "data")

    def data(self, data: Any, name: str = "", *, levels: int = _DEPTH) -> Any:
        """Return data for showing, masked where it is a secret by name or value; the data itself stays as it is.

        Args:
            data: Plain data.
            name: Name of the member that holds the data.
            levels: Levels to look into; by default as many as a page shows.

        >>> Redactor().data({"name": "Production", "apiKey": "sdk-cf06f897"})
        {'name': 'Production', 'apiKey': '[hidden]'}
        """
        return self._shown(data, self.hides(name), levels, {})

    def _shown(self, data: Any, hidden: bool, levels: int, judged: dict[str, tuple[str, bool]]) -> Any:
        if isinstance(data, str):
            return HIDDEN if data and hidden else self.in_data(data)
        if not levels or not isinstance(data, Mapping | list):
            return data
        if isinstance(data, list):
            return [self._shown(value, hidden, levels - 1, judged) for value in data]
        shown: dict[Any, Any] = {}
        for key, value in data.items():
            name = str(key)
            if name not in judged:  # records have the same names over and over
                judged[name] = (self.in_data(name), self.hides(name))
            written, hides = judged[name]
            shown[written if isinstance(key, str) else key] = self._shown(value, hides, levels - 1, judged)
        return shown

    def _without_values(self, text: str, shortest: int) -> str:
        for form in self._forms:
            if len(form) < shortest:
                break  # the longest are first
            if form in text:
                text = _without_word(text, form) if _is_a_word(form) else text.replace(form, HIDDEN)
        return text

    def __deepcopy__(self, memo: object) -> Redactor:
        """Return this redactor itself, so that its copy hides what it hides."""
        return self

    def __reduce__(self) -> tuple[type[Redactor], tuple[frozenset[str]]]:
        """Be pickled without the secrets: what a table shows may be stored, what it hides may not."""
        return Redactor, (self._declared,)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._forms)} forms>"


def _is_a_word(form: str) -> bool:
    """Tell whether a secret may be a part of other words by chance, and would be told by what is left of them."""
    spelled = form.isalpha() and (form[1:].islower() or form.isupper())
    return len(form) < _SHORTEST_IN_DATA or (spelled and len(form) < _LONGEST_WORD)


def _without_word(text: str, word: str) -> str:
    """Return a text without a word where it stands by itself, and not as a part of another one."""
    parts = text.split(word)
    kept = [parts[0]]
    for index, after in enumerate(parts[1:], 1):
        before = parts[index - 1] or (word if index > 1 else "")
        following = after or (word if index < len(parts) - 1 else "")
        apart = not _joins(following[:1]) and (not _joins(before[-1:]) or _ENCODED.fullmatch(before[-3:]))
        kept += (HIDDEN if apart else word, after)
    return "".join(kept)


def _joins(character: str) -> bool:
    return character.isalnum() or character == "_"
