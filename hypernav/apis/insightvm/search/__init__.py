"""How searches are said to a console: criteria for assets, parameters for lists, and criteria read back."""

from __future__ import annotations

from hypernav.apis.insightvm.search.assets import ASSET_SEARCH, ASSETS, AssetDialect, criteria
from hypernav.apis.insightvm.search.discovery import DiscoveryDialect, discovery
from hypernav.apis.insightvm.search.reading import from_criteria

__all__ = [
    "ASSETS",
    "ASSET_SEARCH",
    "AssetDialect",
    "DiscoveryDialect",
    "criteria",
    "discovery",
    "from_criteria",
]
