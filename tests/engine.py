"""What tests see of the engine below what users hold."""

from __future__ import annotations

from typing import Any

from hypernav.navigation.node import Node
from hypernav.navigation.session import Session
from hypernav.navigator import Navigator
from hypernav.resource import node_of


def node(place: Any) -> Node:
    """Return the node of a resource, or of a navigator's entry."""
    return node_of(place.root if isinstance(place, Navigator) else place)


def session_of(nav: Navigator) -> Session:
    """Return what the places of a navigator share."""
    return node(nav).session
