"""How a collection goes on: pure decisions, no sending.

Nothing in here sends.

``Pager`` chooses a strategy from the first page, in order of trust: what a profile declares, the ``Link`` header,
a next link or URL in the body, a token, a page number, an offset, the last id, a single page.
Why it stopped is data.
"""

from hypernav.paging.links import Trusted
from hypernav.paging.pager import Pager
from hypernav.paging.report import PagingReport, count_phrase
from hypernav.paging.steps import Step, Stop

__all__ = ["Pager", "PagingReport", "Step", "Stop", "Trusted", "count_phrase"]
