"""What reading a document left out, in sentences for people."""

from __future__ import annotations

from collections.abc import Iterable

from hypernav.documents.link import Link
from hypernav.errors import TemplateError
from hypernav.names import enumerated
from hypernav.web.headers import Headers, cookie_names
from hypernav.web.templates import required_of


def refused_templates(links: Iterable[Link]) -> tuple[str, ...]:
    """Return that some targets say that they are templates and do not follow RFC 6570, nothing where all do.

    >>> refused_templates([Link("find", "/{", attributes={"templated": True}), Link("next", "/{?page}")])
    ("Templates that cannot be read (RFC 6570): 'find'.",)
    """
    names = list(dict.fromkeys(link.rel for link in links if link.templated and not _is_read(link.href)))
    return (f"Templates that cannot be read (RFC 6570): {enumerated(map(repr, names))}.",) if names else ()


def _is_read(template: str) -> bool:
    try:
        required_of(template)
    except TemplateError:
        return False
    return True


def unsearched(names: Iterable[str]) -> tuple[str, ...]:
    """Return that some members were too large, or too deep, to be searched for links; nothing where none was.

    >>> unsearched(["rows"])
    ("Too large to be searched for links as a whole: 'rows'.",)
    """
    named = list(names)
    return (f"Too large to be searched for links as a whole: {enumerated(map(repr, named))}.",) if named else ()


def cookies_left(headers: Headers) -> tuple[str, ...]:
    """Return that an answer sets cookies, which are not kept; nothing where it sets none.

    >>> cookies_left(Headers([("Set-Cookie", "sid=1; Path=/")]))
    ("Cookies are not kept, and so not sent with the next request: 'sid'.",)
    """
    names = cookie_names(headers)
    named = enumerated(map(repr, names))
    return (f"Cookies are not kept, and so not sent with the next request: {named}.",) if names else ()


def named_twice(names: Iterable[str]) -> tuple[str, ...]:
    """Return that an object has members of the same name, nothing where none has.

    >>> named_twice(["id"])
    ("Stands twice in one object, so that the last one was read: 'id'.",)
    """
    named = list(names)
    return (
        (f"Stands twice in one object, so that the last one was read: {enumerated(map(repr, named))}.",)
        if named
        else ()
    )
