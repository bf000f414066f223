"""Makes the indexes of operations that ship with the APIs, from the vendors' descriptions: ``make operations``."""

from __future__ import annotations

import gzip
import json
import os
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from hypernav.sandbox.operations import FILE, Operation, Operations, described, write_index

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {"insightvm": "insightvm/console-swagger.json", "launchdarkly": "launchdarkly/openapi.json.gz"}
"""API to its description in the folder of descriptions."""
CLIENTS = {"launchdarkly": "launchdarkly-api"}
"""API to the vendor's own client, which may know operations that the description does not have yet."""
_SENT = re.compile(r"method='([A-Z]+)',\s+resource_path='([^']+)'")


def description(specs: Path, name: str) -> Any:
    """Return the description of an API."""
    content = (specs / SOURCES[name]).read_bytes()
    return json.loads(gzip.decompress(content) if SOURCES[name].endswith(".gz") else content)


def of_client(name: str) -> Iterator[Operation]:
    """Yield the operations that the code of an API's own client names, without their parameters."""
    for file in sorted(metadata.files(CLIENTS[name]) or () if name in CLIENTS else ()):
        if "api" in file.parts and file.suffix == ".py":
            for method, path in _SENT.findall(file.read_text(encoding="utf-8")):
                yield Operation(method, path)


def known(specs: Path, name: str) -> Operations:
    """Return the operations of an API's description, and those that only its own client knows."""
    there = described(description(specs, name))
    missing = dict.fromkeys(each for each in of_client(name) if there.find(each.method, each.path) is None)
    return Operations([*there, *missing])


def main() -> None:
    specs = Path(os.environ.get("HYPERNAV_SPECS") or ROOT.parent / "shared" / "specs")
    for name in SOURCES:
        (ROOT / "hypernav" / "apis" / name / FILE).write_bytes(write_index(known(specs, name)))


if __name__ == "__main__":
    main()
