"""Pages of the simulated LaunchDarkly: ``limit``, ``offset`` and the links to the other pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from hypernav.apis.launchdarkly.sandbox.paths import link
from hypernav.sandbox.pages import ByOffset, changed

if TYPE_CHECKING:
    from hypernav.apis.launchdarkly.sandbox.asked import Asked
    from hypernav.apis.launchdarkly.sandbox.store import Record


def page_of(
    call: Asked,
    records: Sequence[Record],
    represent: Callable[[Record], Any],
    *,
    default: int = 20,
    most: int | None = None,
) -> Record:
    """Return one page of a collection: items, total and the links to the pages that there are.

    ``most`` is the largest page that the API gives, whatever limit is asked for.

    Raises:
        Invalid: ``limit`` or ``offset`` is wrong.
    """
    batch = ByOffset("offset", "limit", default, most).cut(call.args, records)
    # Links lead to other pages only: to the first one where this is another, to the last one where another follows.
    needed = {"first": "prev", "last": "next"}
    pages = {rel: changes for rel, changes in batch.queries.items() if needed.get(rel, rel) in batch.queries}
    links = {rel: link(call.path, changed(call.args, changes)) for rel, changes in pages.items()}
    return {
        "items": [represent(record) for record in batch.items],
        "_links": {"self": link(call.path, call.args.items(multi=True)), **links},
        "totalCount": batch.total,
    }
