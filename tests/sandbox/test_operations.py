"""Indexes of the operations that APIs have: read, found, made of descriptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from hypernav.sandbox.operations import Operation, Operations, described, read_index, write_index
from tests.operations import SOURCES, known

INDEX = Operations(
    [
        Operation("GET", "/flags/{project}", ("limit",)),
        Operation("GET", "/flags/recent"),
        Operation("POST", "/flags/{project}:copy"),
        Operation("GET", "/v1/{+name}"),
    ]
)


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("GET", "/flags/default", "GET /flags/{project}?limit"),
        ("HEAD", "/flags/default", "GET /flags/{project}?limit"),
        ("GET", "/flags/default/", "GET /flags/{project}?limit"),
        ("GET", "/flags/recent", "GET /flags/recent"),
        ("POST", "/flags/default:copy", "POST /flags/{project}:copy"),
        ("GET", "/v1/projects/a/flags", "GET /v1/{+name}"),
        ("GET", "/flags/a/b", "None"),
        ("GET", "/flags/", "None"),
        ("GET", "/flagsXdefault", "None"),
        ("PUT", "/flags/default", "None"),
    ],
)
def test_the_most_literal_operation_is_found(method: str, path: str, found: str) -> None:
    assert str(INDEX.find(method, path)) == found


def test_routes_serve_operations_whatever_their_variables_are_called() -> None:
    routes = [("GET", "/flags/<key>", None), ("POST", "/flags/<any(a, b):key>:copy", None), ("GET", "/flags/a/b", None)]
    assert [str(each) for each in INDEX.unserved(routes)] == ["GET /flags/recent", "GET /v1/{+name}"]


def test_an_index_comes_back_as_it_was_written() -> None:
    assert list(read_index(write_index(INDEX))) == list(INDEX)
    assert len(INDEX) == 4


def test_parameters_stand_at_paths_too_and_behind_references() -> None:
    found = described(
        {
            "servers": [{"url": "https://acme.test/v1/"}],
            "components": {"parameters": {"Limit": {"in": "query", "name": "limit"}}},
            "paths": {
                "/flags": {
                    "parameters": [{"in": "query", "name": "env"}, {"in": "header", "name": "Version"}],
                    "get": {"parameters": [{"$ref": "#/components/parameters/Limit"}]},
                    "summary": "not an operation",
                }
            },
        }
    )
    assert [str(each) for each in found] == ["GET /v1/flags?env&limit"]


def test_a_base_path_belongs_to_the_paths() -> None:
    found = described({"basePath": "/v1", "paths": {"/flags": {"get": {}}}})
    assert [str(each) for each in found] == ["GET /v1/flags"]


@pytest.mark.specs
@pytest.mark.parametrize("name", SOURCES)
def test_what_ships_is_what_the_description_and_the_vendors_client_say(specs: Path, name: str) -> None:
    shipped = Operations.shipped(f"hypernav.apis.{name}")
    assert list(shipped) == list(known(specs, name))


@pytest.mark.parametrize("name", SOURCES)
def test_an_index_is_small(root: Path, name: str) -> None:
    assert (root / "hypernav" / "apis" / name / "operations.gz").stat().st_size < 5_000
