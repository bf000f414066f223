"""How searches are said to a console: criteria for assets, parameters for lists, and criteria read back."""

from __future__ import annotations

from hypernav.apis.insightvm.dialects.assets import ASSET_SEARCH, ASSETS, AssetDialect, criteria
from hypernav.apis.insightvm.dialects.discovery import DiscoveryDialect, discovery
from hypernav.apis.insightvm.dialects.reading import from_criteria

__all__ = [
    "ASSETS",
    "ASSET_SEARCH",
    "AssetDialect",
    "DiscoveryDialect",
    "criteria",
    "discovery",
    "from_criteria",
]
