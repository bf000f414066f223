"""URI templates (RFC 6570, levels 1 to 4), and the wall that keeps an expansion where its template leads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import uritemplate

from hypernav.errors import TemplateError
from hypernav.names import suggest
from hypernav.web.redaction import redacted_url
from hypernav.web.urls import origin_part, path_of, resolve

_LONGEST = 8_192
_OPERATORS = "+#./;?&"
_OPTIONAL = "#./;?&"
_VARIABLE = re.compile(r"(?:\w|%[0-9A-Fa-f]{2})+(?:\.(?:\w|%[0-9A-Fa-f]{2})+)*(?::[1-9][0-9]{0,3}|\*)?", re.ASCII)
_LITERAL_SAFE = "!#$&'()*+,/:;=?@[]~%-._"
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_DECODINGS = 8
_SLASHES = str.maketrans(dict.fromkeys("\u2044\u2215\u29f8\\", "/"))
_WIDE_ESCAPE = re.compile(r"%u([0-9A-Fa-f]{4})")


@dataclass(frozen=True, slots=True)
class TemplateExpression:
    """One ``{…}`` of a template: its operator (``""`` for simple expansion), variable names and source."""

    operator: str
    names: tuple[str, ...]
    source: str
    prefixed: tuple[str, ...] = ()


def parse_template(template: str) -> tuple[str | TemplateExpression, ...]:
    """Return the literals and expressions of a template, in order, in linear time.

    Raises:
        TemplateError: The template does not follow RFC 6570, section 2, or is longer than 8 KiB.

    >>> [part.names for part in parse_template("/shops/{shop}/orders{?page,size}") if not isinstance(part, str)]
    [('shop',), ('page', 'size')]
    """
    if len(template) > _LONGEST:
        raise TemplateError(f"The template is {len(template):,} characters long, more than {_LONGEST:,}.")
    parts: list[str | TemplateExpression] = []
    position = 0
    while position < len(template):
        opening = template.find("{", position)
        literal = template[position:] if opening < 0 else template[position:opening]
        if "}" in literal:
            raise TemplateError(f"The template {_shown(template)} closes a brace that it did not open.")
        if literal:
            parts.append(literal)
        if opening < 0:
            break
        closing = template.find("}", opening)
        if closing < 0:
            raise TemplateError(f"The template {_shown(template)} does not close a brace.")
        parts.append(_expression(template[opening + 1 : closing], template))
        position = closing + 1
    return tuple(parts)


def variables_of(template: str) -> tuple[str, ...]:
    """Return the variable names of a template, each once, in order.

    Raises:
        TemplateError: The template does not follow RFC 6570.

    >>> variables_of("/repos/{owner}/{repo}{?page}")
    ('owner', 'repo', 'page')
    """
    return tuple(dict.fromkeys(name for part in _expressions(parse_template(template)) for name in part.names))


def required_of(template: str) -> tuple[str, ...]:
    """Return the variables without which a template leaves a hole: those of ``{x}`` and ``{+x}``.

    Variables of ``{/x}``, ``{?x}``, ``{&x}``, ``{#x}``, ``{;x}`` and ``{.x}`` vanish with their sign.

    >>> required_of("/repos/{owner}/issues{/number}{?page}")
    ('owner',)
    """
    needed = (part.names for part in _expressions(parse_template(template)) if part.operator in ("", "+"))
    return tuple(dict.fromkeys(name for names in needed for name in names))


def expand(template: str, values: Mapping[str, Any]) -> str:
    """Return the plain expansion of RFC 6570, section 3, without any further check.

    Raises:
        TemplateError: The template does not follow RFC 6570, or a prefix is asked of a list.

    >>> expand("/search{?q,page}", {"q": "a b"})
    '/search?q=a%20b'
    """
    done: list[str] = []
    for part in parse_template(template):
        if isinstance(part, str):
            done.append(quote(part, safe=_LITERAL_SAFE))
            continue
        for name in part.prefixed:
            if isinstance(values.get(name), list | tuple | dict):
                raise TemplateError(f"The template {_shown(template)} takes a prefix of {name!r}, which is no text.")
        done.append(_quoted(uritemplate.expand(part.source, dict(values))))
    return "".join(done)


def expand_safely(template: str, values: Mapping[str, Any], base: str = "", *, typed: bool = True) -> str:
    """Return the absolute URL of a template with values that cannot lead elsewhere.

    Args:
        template: The template, absolute or relative to ``base``.
        values: Variable name to text, number, bool, list of these, or mapping to these; None leaves it out.
        base: URL of the document that holds the template.
        typed: Whether a person typed the values. Others fill no ``{+x}`` or ``{#x}`` (reserved expansion).

    Raises:
        TemplateError: A variable is unknown or missing; a value holds a control character, a backslash or a
            ``.`` or ``..`` segment after repeated decoding; or the URL would leave the origin or the literal
            prefix of the template.

    >>> expand_safely("/users/{id}", {"id": "a/b"}, "https://api.test/")
    'https://api.test/users/a%2Fb'
    >>> expand_safely("/users/{id}", {"id": "../admin"}, "https://api.test/")
    Traceback (most recent call last):
        ...
    hypernav.errors.TemplateError: The value of 'id' has a '..' segment.
      template   /users/{id}
      sent       nothing
    """
    parts = parse_template(template)
    try:
        given = {name: _plain(name, value) for name, value in values.items() if value is not None}
        _check_names(parts, given)
        _check_values(parts, given, typed)
        expanded = expand(template, given)
        _check_place(parts, expanded, base)
    except TemplateError as error:
        if "template" in error.details:
            raise
        details = {**error.details, "template": _shown(template), "sent": "nothing"}
        raise TemplateError(error.what, **details) from None
    return resolve(expanded, base=base)


def _quoted(text: str) -> str:
    """Encode what uritemplate leaves bare in a reserved expansion that holds a percent-encoded character."""
    return _LONE_PERCENT.sub("%25", quote(text, safe=_LITERAL_SAFE))


def _expression(inner: str, template: str) -> TemplateExpression:
    operator = inner[:1] if inner[:1] in _OPERATORS else ""
    specifications = inner[len(operator) :].split(",")
    if not inner or not all(_VARIABLE.fullmatch(each) for each in specifications):
        found = "{" + inner[:60] + "}"
        raise TemplateError(f"The template {_shown(template)} has {found}, which is no expression of RFC 6570.")
    names = tuple(each.partition(":")[0].rstrip("*") for each in specifications)
    prefixed = tuple(each.partition(":")[0] for each in specifications if ":" in each)
    return TemplateExpression(operator, names, "{" + inner + "}", prefixed)


def _expressions(parts: tuple[str | TemplateExpression, ...]) -> Iterator[TemplateExpression]:
    return (part for part in parts if isinstance(part, TemplateExpression))


def _plain(name: str, value: Any) -> Any:
    """Return the value as uritemplate takes it: text, or a list or dict of text."""
    if isinstance(value, Mapping):
        return {str(key): _text(name, item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_text(name, item) for item in value]
    return _text(name, value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    kind = type(value).__name__
    raise TemplateError(f"The value of {name!r} is a {kind}; text, a number or a list of these is needed.")


def _check_names(parts: tuple[str | TemplateExpression, ...], given: Mapping[str, Any]) -> None:
    known = list(dict.fromkeys(name for part in _expressions(parts) for name in part.names))
    for name in given:
        if name not in known:
            near = suggest(name, known)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise TemplateError(f"The template has no variable {name!r}.{meant}", variables=", ".join(known) or "none")
    needed = [name for part in _expressions(parts) if part.operator in ("", "+") for name in part.names]
    missing = [name for name in dict.fromkeys(needed) if name not in given]
    if missing:
        raise TemplateError(f"The template needs {' and '.join(map(repr, missing))}.", variables=", ".join(known))


def _check_values(parts: tuple[str | TemplateExpression, ...], given: Mapping[str, Any], typed: bool) -> None:
    for part in _expressions(parts):
        for name in part.names:
            if name not in given:
                continue
            if part.operator in ("+", "#") and not typed:
                raise TemplateError(f"{part.source} takes only what a person typed, and {name!r} was not.")
            for text in _leaves(given[name]):
                _check_text(name, text, part.operator)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield item
    elif isinstance(value, list):
        yield from value
    else:
        yield value


def _check_text(name: str, text: str, operator: str) -> None:
    for form in _decodings(name, text):
        unwanted = next((c for c in form if c == "\\" or unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")), "")
        if unwanted:
            what = "backslash" if unwanted == "\\" else "control character"
            raise TemplateError(f"The value of {name!r} holds a {what} ({unwanted!a}).")
        if operator in ("?", "&", "#"):
            continue
        if "\ufffd" in form and "\ufffd" not in text:
            raise TemplateError(f"The value of {name!r} does not decode as UTF-8.")
        _check_segments(form, f"The value of {name!r} has")
    if operator == "+" and "#" in text:
        raise TemplateError(f"The value of {name!r} holds a '#', which would cut the address off.")


def _decodings(name: str, text: str) -> Iterator[str]:
    """Yield the text, and what it becomes when a server decodes it once, twice and so on."""
    for _ in range(_DECODINGS):
        yield text
        decoded = _WIDE_ESCAPE.sub(lambda found: chr(int(found[1], 16)), unquote(text))
        if decoded == text:
            return
        text = decoded
    raise TemplateError(f"The value of {name!r} is percent-encoded more than {_DECODINGS - 1} times.")


def _check_segments(text: str, beginning: str) -> None:
    for segment in unicodedata.normalize("NFKC", text).translate(_SLASHES).split("/"):
        bare = segment.partition(";")[0].strip()
        if bare in (".", ".."):
            raise TemplateError(f"{beginning} a {bare!r} segment.")


def _check_place(parts: tuple[str | TemplateExpression, ...], expanded: str, base: str) -> None:
    """Compare origin, literal prefix and segments of what came out with what the template promises."""
    prefix = quote(parts[0], safe=_LITERAL_SAFE) if parts and isinstance(parts[0], str) else ""
    if len(parts) == 1 and prefix:
        return
    if _opens_authority(prefix):
        raise TemplateError("The template leaves the host open, so it could lead anywhere.")
    url = resolve(expanded, base=base)
    home = resolve(prefix, base=base) if prefix else _directory(base)
    if origin_part(url) != origin_part(home):
        raise TemplateError(f"The values would lead to another origin: {redacted_url(origin_part(url) or url)[:80]}.")
    if not path_of(url).startswith(path_of(home)):
        raise TemplateError(f"The values would leave {path_of(home)}.")
    filled = expanded[prefix.rfind("/") + 1 :].partition("#")[0].partition("?")[0]
    _check_segments(unquote(filled), "The values make")
    _check_no_empty_segment(parts, expanded)


def _check_no_empty_segment(parts: tuple[str | TemplateExpression, ...], expanded: str) -> None:
    path = expanded.partition("#")[0].partition("?")[0]
    literals = "".join(part if isinstance(part, str) else "x" for part in parts).partition("?")[0]
    simple = all(part.operator in ("", "+", "?", "&", "#") for part in _expressions(parts))
    emptied = path.endswith("/") > literals.endswith("/") or _doubled(path) > _doubled(literals)
    if simple and emptied and "/" in path:
        raise TemplateError("An empty value would lead to another place: the collection instead of its member.")


def _doubled(path: str) -> int:
    return path.partition("://")[2].count("//") if "://" in path else path.count("//")


def _opens_authority(prefix: str) -> bool:
    """Tell whether the first variable stands where a scheme or host is still being spelled."""
    scheme, separator, rest = prefix.partition("//")
    if separator and (not scheme or scheme.endswith(":")):
        return not any(mark in rest for mark in "/?#")
    return prefix.endswith(":") and "/" not in prefix


def _directory(base: str) -> str:
    """Return what a relative reference is resolved against: the base up to its last slash."""
    bare = base.partition("#")[0].partition("?")[0]
    start = len(origin_part(bare))
    return bare[: bare.rfind("/") + 1] if "/" in bare[start:] else bare + "/" if bare else ""


def _shown(template: str) -> str:
    return redacted_url(template if len(template) <= 200 else template[:200] + "…")
