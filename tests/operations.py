"""Makes the indexes of operations that ship with the APIs, from the vendors' descriptions: ``make operations``."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

from hypernav.sandbox.operations import FILE, described, write_index

ROOT = Path(__file__).resolve().parent.parent
SOURCES = {"insightvm": "insightvm/console-swagger.json", "launchdarkly": "launchdarkly/openapi.json.gz"}
"""API to its description in the folder of descriptions."""


def description(specs: Path, name: str) -> Any:
    """Return the description of an API."""
    content = (specs / SOURCES[name]).read_bytes()
    return json.loads(gzip.decompress(content) if SOURCES[name].endswith(".gz") else content)


def main() -> None:
    specs = Path(os.environ.get("HYPERNAV_SPECS") or ROOT.parent / "shared" / "specs")
    for name in SOURCES:
        operations = described(description(specs, name))
        (ROOT / "hypernav" / "apis" / name / FILE).write_bytes(write_index(operations))


if __name__ == "__main__":
    main()
