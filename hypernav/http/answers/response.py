"""An answer as the client gives it to the floors above."""

from __future__ import annotations

from typing import Any

from hypernav.errors import UnreadableResponse
from hypernav.http.answers.body import parse_json
from hypernav.http.answers.charsets import known_charset
from hypernav.options import Options
from hypernav.web.headers import Headers, media_type_of
from hypernav.web.redaction import Redactor


class Response:
    """Hold one answer: status, headers, final URL and the decoded body. Sends nothing.

    >>> response = Response(200, Headers([("Content-Type", "application/json")]), "https://acme.test/", b'{"a": 1}')
    >>> response.media_type, response.json()
    ('application/json', {'a': 1})
    """

    __slots__ = ("_options", "body", "elapsed", "headers", "method", "redact", "status", "url")

    def __init__(
        self,
        status: int,
        headers: Headers,
        url: str,
        body: bytes = b"",
        *,
        method: str = "GET",
        elapsed: float = 0.0,
        options: Options | None = None,
        redact: Redactor | None = None,
    ) -> None:
        """Keep the parts."""
        self.redact = redact or Redactor()
        """Takes secrets out of a text about this answer."""
        self.status = status
        self.headers = headers
        self.url = url
        self.body = body
        self.method = method
        self.elapsed = elapsed
        self._options = options

    @property
    def ok(self) -> bool:
        """Say whether the request did what it asked for: 2xx, not modified, or see other."""
        return 200 <= self.status < 300 or self.status in (303, 304)

    @property
    def media_type(self) -> str:
        """Return the media type without parameters, in lower case; ``""`` where there is none."""
        return media_type_of(self.headers.get("Content-Type", ""))

    @property
    def charset(self) -> str:
        """Return the stated charset in lower case; ``""`` where there is none."""
        for parameter in self.headers.get("Content-Type", "").partition(",")[0].split(";")[1:]:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "charset":
                return value.strip().strip("\"'").lower()
        return ""

    def text(self) -> str:
        """Return the body as text; bytes that the charset does not have are shown as U+FFFD."""
        try:
            return self.body.decode(known_charset(self.charset) or "utf-8-sig", "replace")
        except (LookupError, UnicodeError):
            return self.body.decode("utf-8-sig", "replace")

    def json(self) -> Any:
        """Return the body parsed as JSON (RFC 8259), integers exact at any size.

        Raises:
            UnreadableResponse: It is empty, truncated, not JSON, too deep, holds NaN, or a number too long, or too many
                values.
        """
        options = self._options or Options()
        try:
            return parse_json(
                self.body,
                max_depth=options.max_json_depth,
                max_digits=options.max_json_digits,
                max_values=options.max_json_values,
                charset=self.charset,
            )
        except UnreadableResponse as error:
            if self.media_type and "json" not in self.media_type:
                error.details = {**error.details, "media type": self.media_type}
            raise

    def __repr__(self) -> str:
        return f"<Response {self.status} {self.media_type or 'no media type'}, {len(self.body):,} bytes>"
