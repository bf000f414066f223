"""A fresh simulated account for each test."""

from __future__ import annotations

import pytest

from tests.apis.launchdarkly.client import Client


@pytest.fixture
def client() -> Client:
    """Return a client of a fresh account."""
    return Client()
