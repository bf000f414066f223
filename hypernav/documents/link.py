"""One link: what a response says about where to go, read on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Literal, Protocol, Self

from hypernav.copying import Unchanging
from hypernav.errors import TemplateError
from hypernav.visible import shown
from hypernav.web.redaction import redacted_url
from hypernav.web.templates import expand_safely, parse_template, required_of, variables_of
from hypernav.web.urls import resolve

Evidence = Literal["in-band", "described", "derived"]
"""Where a relation is known from: the response, a description of the API, or its profile."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_LONGEST_METHOD = 20


class LinkContext(Protocol):
    """Anything that has an address."""

    @property
    def url(self) -> str:
        """Return the address."""


class Link(Unchanging):
    """Hold one link, immutable; everything but its relation and target is read from the raw object on demand.

    Sends nothing.

    Args:
        rel: Relation as the server spells it; ``""`` where it named none.
        href: Target as the server spells it.
        context: URL of the document or member that holds the link; relative targets resolve against it.
        attributes: The raw link object.
        method: HTTP method; by default the one that the attributes name, else GET.
        evidence: Where the relation is known from.
        source: Name of the format that the link was read from.
        listed: Whether it stands in an array of its relation, which may hold several.

    >>> link = Link("next", "?page=2", context="https://api.test/orders", attributes={"title": "More"})
    >>> link.url, link.title, link.method
    ('https://api.test/orders?page=2', 'More', 'GET')
    >>> link
    Link(rel='next', href='?page=2')
    """

    __slots__ = ("_attributes", "_context", "_evidence", "_href", "_listed", "_method", "_redact", "_rel", "_source")

    def __init__(
        self,
        rel: str,
        href: str,
        context: str | LinkContext = "",
        attributes: Mapping[str, Any] = _NOTHING,
        method: str = "",
        evidence: Evidence = "in-band",
        source: str = "",
        listed: bool = False,
    ) -> None:
        """Keep the parts; nothing is resolved or checked yet."""
        self._rel = rel
        self._href = href
        self._context = context
        self._attributes = attributes
        self._method = method
        self._evidence: Evidence = evidence
        self._source = source
        self._listed = listed
        self._redact: Callable[[str], str] | None = None

    def shown_by(self, redact: Callable[[str], str]) -> Self:
        """Show the link through a redactor from now on, in which nothing else changes.

        >>> Link("next", "/x?k=s3cret").shown_by(lambda text: text.replace("s3cret", "[hidden]"))
        Link(rel='next', href='/x?k=[hidden]')
        """
        self._redact = redact
        return self

    def redacted(self, text: str) -> str:
        """Return a text about the link without what its redactor hides.

        >>> Link("next", "/x").redacted("nothing is registered")
        'nothing is registered'
        """
        return shown(text) if self._redact is None else self._redact(text)

    def redacted_url(self, url: str) -> str:
        """Return a URL of the link as it may be shown.

        >>> Link("next", "/x").redacted_url("https://me:pw@api.test/x")
        'https://[hidden]@api.test/x'
        """
        return redacted_url(self.redacted(url))

    @property
    def rel(self) -> str:
        """Return the relation as the server spells it."""
        return self._rel

    @property
    def href(self) -> str:
        """Return the target as the server spells it; ``url`` is where it leads."""
        return self._href

    @property
    def context(self) -> str:
        """Return the URL of the document or member that holds the link."""
        return self._context if isinstance(self._context, str) else self._context.url

    @property
    def attributes(self) -> Mapping[str, Any]:
        """Return everything that the server says about the link, as a read-only view."""
        return MappingProxyType(self._attributes) if isinstance(self._attributes, dict) else self._attributes

    @property
    def evidence(self) -> Evidence:
        """Return where the relation is known from."""
        return self._evidence

    @property
    def source(self) -> str:
        """Return the name of the format that the link was read from."""
        return self._source

    @property
    def listed(self) -> bool:
        """Return whether the link stands in an array of its relation, be it the only one in it."""
        return self._listed

    @property
    def title(self) -> str:
        """Return the title, ``""`` where there is none."""
        return self._text("title")

    @property
    def name(self) -> str:
        """Return the name that tells links of one relation apart (HAL, 5.5), ``""`` where there is none."""
        return self._text("name")

    @property
    def type(self) -> str:
        """Return the media type that the target is said to have, parameters and all."""
        return self._text("type")

    @property
    def hreflang(self) -> str:
        """Return the language that the target is said to have."""
        return self._text("hreflang")

    @property
    def deprecation(self) -> str:
        """Return the URL about the link's deprecation (HAL, 5.4), ``""`` where it is not deprecated."""
        value = self._attributes.get("deprecation")
        return "true" if value is True else value if isinstance(value, str) else ""

    @property
    def profile(self) -> str:
        """Return the profile of the target (RFC 6906)."""
        return self._text("profile")

    @property
    def method(self) -> str:
        """Return the HTTP method, in upper case; GET unless the server names another one."""
        method = self._method or self._attributes.get("method")
        if isinstance(method, str) and method.isascii() and method.isalpha() and len(method) <= _LONGEST_METHOD:
            return method.upper()
        return "GET"

    @property
    def body(self) -> Any:
        """Return the body that the request is to carry (STAC API), None where there is none."""
        return self._attributes.get("body")

    @property
    def templated(self) -> bool:
        """Tell whether the target is a URI template: it says so, or says nothing and holds ``{…}``."""
        said = self._attributes.get("templated")
        if said is not None:
            return said is True or (isinstance(said, str) and said.lower() == "true")
        if "{" not in self._href:
            return False
        try:
            return any(not isinstance(part, str) for part in parse_template(self._href))
        except TemplateError:
            return False

    @property
    def variables(self) -> tuple[str, ...]:
        """Return the names of the template's variables, in order; none where the target is no template.

        Raises:
            TemplateError: The target says that it is a template and does not follow RFC 6570.
        """
        return variables_of(self._href) if self.templated else ()

    @property
    def url(self) -> str:
        """Return the absolute target; variables that a template can do without are left out.

        Raises:
            TemplateError: The target is a template that needs values; ``expand`` takes them.
        """
        if "{" not in self._href or not self.templated:
            return resolve(self._href, base=self.context)
        needed = required_of(self._href)
        if needed:
            sample = ", ".join(f"{name}=…" for name in needed)
            raise TemplateError(
                f"The link {self._rel!r} is a template that needs {' and '.join(map(repr, needed))}.",
                template=self.redacted_url(self._href)[:200],
                next=f"give the values: .expand({sample})",
            )
        return expand_safely(self._href, {}, self.context)

    def expand(self, **variables: Any) -> str:
        """Return the absolute target with the variables filled in (RFC 6570).

        Args:
            variables: Text, numbers, lists of these or mappings to these; None leaves a variable out.

        Raises:
            TemplateError: A variable is unknown or missing, or its value would lead out of the template.

        >>> Link("find", "/orders{?id}", context="https://api.test/").expand(id=7)
        'https://api.test/orders?id=7'
        """
        if self.templated:
            return expand_safely(self._href, variables, self.context)
        if variables:
            raise TemplateError(f"The link {self._rel!r} is no template: it takes no {', '.join(variables)}.")
        return self.url

    def says(self, **properties: Any) -> bool:
        """Tell whether the link has all these properties; ``type`` compares without parameters.

        >>> page = Link("alternate", "/x", attributes={"type": "text/html; charset=utf-8", "id": 7})
        >>> page.says(type="text/html", id="7")
        True
        """
        return all(self._has(name, value) for name, value in properties.items())

    def _has(self, name: str, wanted: Any) -> bool:
        if name in ("method", "templated", "rel", "href", "url", "evidence", "source"):
            return bool(getattr(self, name) == wanted)
        given = self._attributes.get(name)
        if name == "type" and isinstance(given, str) and isinstance(wanted, str):
            return given.partition(";")[0].strip().lower() == wanted.partition(";")[0].strip().lower()
        return given == wanted or (given is not None and str(given) == str(wanted))

    def _text(self, name: str) -> str:
        value = self._attributes.get(name)
        return value if isinstance(value, str) else ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Link):
            return NotImplemented
        return (
            self._rel == other._rel
            and self._href == other._href
            and self.method == other.method
            and self.context == other.context
            and dict(self._attributes) == dict(other._attributes)
        )

    def __hash__(self) -> int:
        return hash((self._rel, self._href))

    def __repr__(self) -> str:
        method = "" if self.method == "GET" else f", method={self.method!r}"
        return shown(f"Link(rel={self.redacted(self._rel)!r}, href={self.redacted_url(self._href)!r}{method})")

    def __reduce__(self) -> tuple[Any, ...]:
        attributes = dict(self._attributes)
        parts = (
            self._rel,
            self._href,
            self.context,
            attributes,
            self._method,
            self._evidence,
            self._source,
            self._listed,
        )
        return (type(self), parts) if self._redact is None else (type(self), parts, (None, {"_redact": self._redact}))
