"""Requests as command lines that can be pasted."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from hypernav.http.answers.decoding import accept_encoding
from hypernav.web.redaction import Redactor
from hypernav.web.secret import Masked

_SENSITIVE = re.compile(r"[?&;#][^=?&;#]+=\[hidden\]")


def as_curl(
    method: str,
    url: str,
    fields: Sequence[tuple[str, str]],
    named: Mapping[str, str],
    body: bytes | None,
    redact: Redactor,
) -> str:
    r"""Return a request as a ``curl`` command for a POSIX shell.

    Args:
        method: The method.
        url: The absolute URL.
        fields: The header fields; masked ones carry a credential.
        named: Header fields that carry a credential, with the shell variables of its parts.
        body: The body; one that is no text is read from a file.
        redact: Takes secrets out of a text.

    >>> print(as_curl("GET", "https://acme.test/x", [], {"Authorization": "$ACME_TOKEN"}, None, Redactor()))
    curl 'https://acme.test/x' \
      -H "Authorization: $ACME_TOKEN"
    """
    first = "curl" + {"GET": "", "HEAD": " --head"}.get(method, f" -X {method}")
    parts = [f"{first} {_url(redact.url(url))}"]
    secret = _variables(fields, named)
    parts += [f"-H {_field(name, value)}" for name, value in _plain_fields(fields, secret, redact)]
    parts += [f'-H "{name}: {value}"' for name, value in secret.items()]
    given = {name.lower() for name, _ in fields}
    if any(name.lower() == "accept-encoding" and not _is_of_the_transfer((name, value)) for name, value in fields):
        parts.append("--compressed")  # else curl would show what it asked for with that header as it comes
    if body is not None:
        # Without a type of its own, curl would say that it sends a form.
        parts += [] if "content-type" in given else ["-H 'Content-Type:'"]
        parts.append(_body(body, redact))
    return " \\\n  ".join(parts)


def shown_fields(
    fields: Sequence[tuple[str, str]], named: Mapping[str, str], redact: Redactor
) -> list[tuple[str, str]]:
    """Return header fields as people see them, secrets as variables; the arguments are those of ``as_curl``.

    Left out is what belongs to the transfer and not to the request: Host, Content-Length, and Accept-Encoding where
    it only says what can be decoded here.

    >>> shown_fields([("Accept", "*/*"), ("X-Api-Key", Masked("abc"))], {}, Redactor())
    [('Accept', '*/*'), ('X-Api-Key', '$X_API_KEY')]
    """
    secret = _variables(fields, named)
    return [*_plain_fields(fields, secret, redact), *secret.items()]


def _variables(fields: Sequence[tuple[str, str]], named: Mapping[str, str]) -> dict[str, str]:
    return {name: f"${_variable(name)}" for name, value in fields if isinstance(value, Masked)} | dict(named)


def _plain_fields(
    fields: Sequence[tuple[str, str]], secret: Mapping[str, str], redact: Redactor
) -> list[tuple[str, str]]:
    hidden = {name.lower() for name in secret}
    fields = [pair for pair in fields if not _is_of_the_transfer(pair)]
    return [(name, redact.header(name, value)) for name, value in fields if name.lower() not in hidden]


def _is_of_the_transfer(pair: tuple[str, str]) -> bool:
    """Tell whether a field says what can be decoded here, which differs between installations, as curl's own does."""
    return pair[0].lower() == "accept-encoding" and pair[1] == accept_encoding()


def _field(name: str, value: str) -> str:
    """Quote a header field; one of no value ends with a semicolon there, since a colon would take it away."""
    return _quoted(f"{name}: {value}" if value else f"{name};")


def _url(redacted: str) -> str:
    """Quote a URL; what was hidden in its query becomes a variable named after the parameter."""

    def variable(match: re.Match[str]) -> str:
        name = match.group()[1:].split("=")[0]
        return f"{match.group()[0]}{name}='\"${_variable(name)}\"'"

    return _SENSITIVE.sub(variable, _quoted(redacted))


def _variable(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "_", name).upper()


def _body(body: bytes, redact: Redactor) -> str:
    try:
        return f"--data-raw {_quoted(redact(body.decode('utf-8')))}"
    except UnicodeDecodeError:
        return "--data-binary @body"


def _quoted(text: str) -> str:
    quoted = shlex.quote(text)
    return quoted if quoted.startswith(("'", '"')) else f"'{quoted}'"
