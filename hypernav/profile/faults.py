"""What an author of a profile may have got wrong: values are held against their declared types and forms."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypernav.errors import ProfileError
from hypernav.names import suggest

_NAMED = re.compile(r"[\w.]+:\w+")
_HOLE = re.compile(r"\{([^{}]*)\}")
_FIELD_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def fault(field: str, value: object, why: str, *, nearest: str = "", next: str = "") -> ProfileError:
    """Return the error that names a field of a declaration, its value and what may have been meant.

    >>> print(fault("Place.path", "v1/shops", "it does not begin with a slash", nearest="/v1/shops"))
    Place.path cannot be 'v1/shops': it does not begin with a slash.
      nearest    /v1/shops
    """
    return ProfileError(f"{field} cannot be {_short(value)}: {why}.", nearest=nearest, next=next)


def check_types(declared: Any) -> None:
    """Hold each field of a declaration against its type, as a type checker would.

    Raises:
        ProfileError: A value is of another type, or none of those that are enumerated.
    """
    for name, wanted in _hints(declared.__class__).items():
        _check(f"{type(declared).__name__}.{name}", getattr(declared, name), wanted)


def check_name(field: str, value: str) -> None:
    """Hold a name as ``module:name`` against its form; ``""`` is none.

    Raises:
        ProfileError: It has another form.
    """
    if value and not _NAMED.fullmatch(value):
        raise fault(field, value, "it is no module:name", next="such as acme.search:DIALECT")


def check_field_name(field: str, value: str) -> None:
    """Hold the name of a header field against RFC 9110, 5.1.

    Raises:
        ProfileError: It is empty, or holds what no name may hold.
    """
    if not _FIELD_NAME.fullmatch(value):
        raise fault(field, value, "it is no name of a header field")


def check_path(field: str, path: str) -> None:
    """Hold the pattern of a path against what can match a URL.

    Raises:
        ProfileError: It does not begin with a slash, ends with one, or a name is a part of a segment only.
    """
    bare = "/" + path.strip("/")
    if path and path != bare:
        raise fault(field, path, "a path begins with a slash and does not end with one", nearest=bare)
    for segment in path.split("/"):
        whole = segment.startswith("{") and segment.endswith("}") and len(holes(segment)) == 1
        if ("{" in segment or "}" in segment) and not (whole and holes(segment)[0]):
            raise fault(field, path, f"{segment} is neither a {{name}} nor a text, so that it never matches")


def check_holes(field: str, template: str, known: Collection[str], *, needed: str = "") -> None:
    """Hold the names that a template is filled with against those that there are.

    Raises:
        ProfileError: It has another one, which would be sent as it stands, or lacks one.
    """
    names = holes(template)
    for name in names:
        if name not in known:
            near = suggest(name, known) or list(known)
            raise fault(field, template, f"nothing fills {{{name}}}", nearest=", ".join(f"{{{each}}}" for each in near))
    if template and needed and needed not in names:
        raise fault(field, template, f"it does not say where {{{needed}}} goes")


def holes(template: str) -> list[str]:
    """Return the names in braces of a template.

    >>> holes("/v1/{shop}/orders/{id}")
    ['shop', 'id']
    """
    return _HOLE.findall(template)


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _check(field: str, value: Any, wanted: Any) -> None:
    origin, arguments = get_origin(wanted), get_args(wanted)
    if wanted is Any:
        return
    if origin in (Union, UnionType):
        if value is not None or NoneType not in arguments:
            _check(field, value, next(each for each in arguments if each is not NoneType))
    elif origin is Literal:
        _check_enumerated(field, value, arguments)
    elif origin is None:
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise fault(field, value, f"it is no {wanted.__name__}")
    elif issubclass(origin, Mapping):
        if not isinstance(value, Mapping):
            raise fault(field, value, "it is no mapping")
        for part, kind in _pairs(value, arguments):
            _check(field, part, kind)
    else:
        _check_several(field, value, arguments[0])


def _pairs(value: Mapping[Any, Any], kinds: tuple[Any, ...]) -> Iterator[tuple[Any, Any]]:
    for pair in value.items():
        yield from zip(pair, kinds, strict=True)


def _check_several(field: str, value: Any, kind: Any) -> None:
    if isinstance(value, str):
        raise fault(field, value, "it is one text where several may stand", nearest=f"({value!r},)")
    if not isinstance(value, Collection):
        raise fault(field, value, "it is no tuple")
    for each in value:
        _check(field, each, kind)


def _check_enumerated(field: str, value: Any, known: tuple[Any, ...]) -> None:
    if value in known:
        return
    said = [each for each in known if each]
    near = suggest(str(value).replace("_", " ").replace("-", " "), said)[:1]
    raise fault(
        field, value, "it is none of those that there are", nearest=repr(near[0]) if near else "", next=_any_of(said)
    )


def _any_of(known: list[Any]) -> str:
    return f"one of {', '.join(map(repr, known))}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 100 else f"{text[:100]}…"
