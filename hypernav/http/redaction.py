"""Secrets taken out of texts: by value in every form they travel in, and by name in URLs."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from hypernav.http.secret import HIDDEN, Masked

_SHORTEST = 4
"""Shorter secrets are only hidden in their encoded forms: taking every ``a`` out of a text would hide the text."""

_SHORTEST_IN_DATA = 8

_PARAMETER = re.compile(
    r"(?P<before>[?&;]|&amp;)"
    r"(?P<name>(?![^=&#\s]*(?:page|continuation|next|sync|skip|cursor))"
    r"(?:[\w.%-]*(?:token|secret|passw|pwd|signature|credential|api[_-]?key|apikey|authorization)[\w.%-]*|key|sig|auth))"
    r"=(?P<value>[^&#\s\"'<>]+)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"auth|cookie|token|secret|passw|signature|credential|api-?key|private|session", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^/?#\s\"'<>]*@")


def hide_by_name(text: str) -> str:
    """Return a text with userinfo and credential-like query parameters of its URLs hidden. Sends nothing.

    >>> hide_by_name("https://me:pw@acme.test/x?access_token=abc&page=2")
    'https://[hidden]@acme.test/x?access_token=[hidden]&page=2'
    """
    if "@" in text:
        text = _USERINFO.sub(f"{HIDDEN}@", text)
    if "=" in text:
        text = _PARAMETER.sub(rf"\g<before>\g<name>={HIDDEN}", text)
    return text


def is_credential(header: str) -> bool:
    """Say whether a header of that name is taken for a credential. Sends nothing.

    >>> is_credential("X-Api-Key"), is_credential("Accept")
    (True, False)
    """
    return _HEADER.search(header) is not None


def forms_of(secret: str) -> set[str]:
    """Return the forms in which a secret may stand in a text. Sends nothing.

    Raw, URL-encoded (both cases, once and twice), JSON- and Python-escaped, base64 (plain, URL-safe, with or
    without padding, alone and as either half of a Basic pair) and hexadecimal.
    """
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {form for form in _readable_forms(secret) if len(form) >= _SHORTEST}
    for part in (raw, raw + b":", b":" + raw) if len(raw) >= _SHORTEST else (raw,):
        for encoded in (base64.b64encode(part).decode(), base64.urlsafe_b64encode(part).decode()):
            forms |= {form for form in (encoded, encoded.rstrip("="), quote(encoded, safe="")) if len(form) > _SHORTEST}
    if len(raw) >= _SHORTEST:
        forms |= {raw.hex(), raw.hex().upper()}
    return forms


def _readable_forms(secret: str) -> set[str]:
    encoded = quote(secret, safe="", errors="replace")
    lower = re.sub("%[0-9A-F]{2}", lambda match: match.group().lower(), encoded)
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
    }


class Redactor:
    """Take registered secrets out of texts. Sends nothing.

    >>> redact = Redactor()
    >>> redact.register(["s3cret/value"])
    >>> redact("GET /x?q=s3cret%2Fvalue was refused for s3cret/value")
    'GET /x?q=[hidden] was refused for [hidden]'
    """

    __slots__ = ("_forms",)

    def __init__(self) -> None:
        """Begin without secrets."""
        self._forms: tuple[Masked, ...] = ()

    def register(self, secrets: Iterable[str]) -> None:
        """Hide these from now on. Sends nothing."""
        forms = {str(form) for form in self._forms}
        for secret in secrets:
            forms |= forms_of(secret)
        # The longest first: a form may contain another one.
        self._forms = tuple(Masked(form) for form in sorted(forms, key=lambda form: (-len(form), form)))

    def __call__(self, text: str) -> str:
        """Return the text without what is secret in it, by value and by name. Sends nothing."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, HIDDEN)
        return hide_by_name(text)

    def in_data(self, text: str) -> str:
        """Return a text of the server's data without registered secrets of eight characters or more. Sends nothing.

        A shorter one, such as ``demo``, may well stand in data by chance, and URLs are data there.

        >>> redact = Redactor()
        >>> redact.register(["s3cret-value"])
        >>> redact.in_data("s3cret-value, https://acme.test/?token=other")
        '[hidden], https://acme.test/?token=other'
        """
        for form in self._forms:
            if len(form) < _SHORTEST_IN_DATA:
                break  # the longest are first
            if form in text:
                text = text.replace(form, HIDDEN)
        return text

    def __deepcopy__(self, memo: object) -> Redactor:
        """Return this redactor itself, so that its copy hides what it hides. Sends nothing."""
        return self

    def __reduce__(self) -> tuple[type[Redactor], tuple[()]]:
        """Be pickled without the secrets: what a table shows may be stored, what it hides may not."""
        return Redactor, ()

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._forms)} forms>"
