"""What is known of each asset, gathered once from what the console answers."""

from __future__ import annotations

import pytest

from tests.apis.insightvm.sandbox.records import gather


@pytest.fixture(scope="package")
def records(reader):
    return gather(reader)
