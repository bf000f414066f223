"""Requests as command lines that can be pasted."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence

from hypernav.web.redaction import Redactor
from hypernav.web.secret import Masked

_OF_THIS_CLIENT = frozenset({"accept-encoding", "user-agent"})
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
    shown = [(name, value) for name, value in fields if name.lower() not in _OF_THIS_CLIENT]
    secret = {name: f"${_variable(name)}" for name, value in shown if isinstance(value, Masked)} | dict(named)
    hidden = {name.lower() for name in secret}
    first = "curl" + {"GET": "", "HEAD": " --head"}.get(method, f" -X {method}")
    parts = [f"{first} {_url(redact.url(url))}"]
    parts += [
        f"-H {_quoted(f'{name}: {redact.header(name, value)}')}" for name, value in shown if name.lower() not in hidden
    ]
    parts += [f'-H "{name}: {value}"' for name, value in secret.items()]
    if body is not None:
        parts.append(_body(body, redact))
    return " \\\n  ".join(parts)


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
