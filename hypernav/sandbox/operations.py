"""The operations that an API has by its description: those that its sandbox does not serve are answered with 501."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

FILE = "operations.gz"
"""The name of an index in the folder of its API."""
_ANY_VARIABLE = re.compile(r"<[^<>]*>|\{[^{}]*\}")
_METHODS = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation: its method, the template of its path, and the names of its query parameters.

    >>> print(Operation("GET", "/flags/{project}", ("env", "limit")))
    GET /flags/{project}?env&limit
    """

    method: str
    path: str
    parameters: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the line of an index."""
        query = "&".join(self.parameters)
        return f"{self.method} {self.path}" + (f"?{query}" if query else "")


class Operations:
    """Hold the operations that an API has, served or not.

    >>> index = Operations([Operation("GET", "/flags/{project}")])
    >>> str(index.find("GET", "/flags/default/")), index.find("PUT", "/flags/default")
    ('GET /flags/{project}', None)
    """

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        """Keep the operations, in their order."""
        self._all = tuple(operations)

    @classmethod
    def shipped(cls, package: str) -> Operations:
        """Return the index that ships in a package.

        Raises:
            FileNotFoundError: It ships none.
        """
        return read_index(resources.files(package).joinpath(FILE).read_bytes())

    def unserved(self, routes: Iterable[tuple[str, str, Any]]) -> Operations:
        """Return the operations that no route serves; a route is a method, a path in Werkzeug's syntax and a handler.

        >>> index = Operations([Operation("GET", "/flags/{project}"), Operation("PUT", "/flags/{project}")])
        >>> print(*index.unserved([("GET", "/flags/<int:key>", None)]))
        PUT /flags/{project}
        """
        served = {(method, _ANY_VARIABLE.sub("{}", path)) for method, path, _ in routes}
        return Operations(each for each in self._all if (each.method, _ANY_VARIABLE.sub("{}", each.path)) not in served)

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation that a request is meant for, the most literal where several are; None for none.

        Arguments:
            method: The method; HEAD is meant for what GET answers.
            path: The path, without a query.
        """
        wanted = "GET" if method == "HEAD" else method
        found = [each for each in self._all if each.method == wanted and _pattern(each.path).fullmatch(path)]
        return min(found, key=lambda each: each.path.count("{"), default=None)

    def __iter__(self) -> Iterator[Operation]:
        """Return an iterator over the operations."""
        return iter(self._all)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)


def described(description: Mapping[str, Any]) -> Operations:
    """Return the operations of a description: OpenAPI 3, or Swagger 2.

    >>> names = [{"in": "query", "name": "limit"}, {"in": "path", "name": "project"}]
    >>> print(*described({"swagger": "2.0", "paths": {"/flags/{project}": {"get": {"parameters": names}}}}))
    GET /flags/{project}?limit
    """
    servers = description.get("servers") or [{"url": description.get("basePath", "")}]
    prefix = urlsplit(servers[0]["url"]).path.rstrip("/")
    return Operations(
        Operation(method.upper(), prefix + path, tuple(_parameters(description, item, item[method])))
        for path, item in description["paths"].items()
        for method in _METHODS
        if method in item
    )


def _parameters(description: Mapping[str, Any], *holders: Mapping[str, Any]) -> Iterator[str]:
    for parameter in (each for holder in holders for each in holder.get("parameters", ())):
        target: Any = parameter
        if "$ref" in parameter:
            target = description
            for name in parameter["$ref"].removeprefix("#/").split("/"):
                target = target[name]
        if target["in"] == "query":
            yield target["name"]


def write_index(operations: Iterable[Operation]) -> bytes:
    """Return operations as an index: a line each, compressed."""
    text = "".join(f"{each}\n" for each in operations)
    # A time in the header would make a new file of the same operations.
    return gzip.compress(text.encode(), mtime=0)


def read_index(content: bytes) -> Operations:
    """Return the operations of an index.

    >>> print(*read_index(write_index([Operation("GET", "/flags"), Operation("PUT", "/flags", ("env",))])), sep=", ")
    GET /flags, PUT /flags?env
    """
    lines = (line.partition(" ") for line in gzip.decompress(content).decode().splitlines())
    parts = ((method, *target.partition("?")) for method, _, target in lines)
    return Operations(
        Operation(method, path, tuple(query.split("&")) if query else ()) for method, path, _, query in parts
    )


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Return what matches the paths of a template; a variable with ``+`` (RFC 6570, section 3.2.3) takes slashes."""
    parts = re.split(r"(\{\+?[^{}]*\})", template.rstrip("/"))
    variables = {True: ".+", False: "[^/]+"}
    return re.compile(
        "".join(variables[part.startswith("{+")] if part.startswith("{") else re.escape(part) for part in parts) + "/?"
    )
