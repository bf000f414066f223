"""What URLs answered, kept for a second look: the books of it stay right whatever thread or interrupt comes between."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from hypernav.forking import Lock
from hypernav.web.urls import parts_of


class Sized(Protocol):
    """What takes memory."""

    @property
    def size(self) -> int:
        """Return about how many bytes it takes."""


S = TypeVar("S", bound=Sized)


class Kept(Generic[S]):
    """Keep what was read by its URL, fragments left out, up to a sum of sizes; the oldest go first."""

    def __init__(self, most: int) -> None:
        """Begin empty; ``most`` is the sum in bytes."""
        self._most = most
        self._states: OrderedDict[str, S] = OrderedDict()
        self.size = 0
        """The sum of what is kept, in bytes."""
        self._lock = Lock()

    def get(self, url: str) -> S | None:
        """Return what a URL answered, or None."""
        return self._states.get(_key(url))

    def put(self, url: str, state: S) -> None:
        """Keep what a URL answered, and let go of the oldest where that is too much."""

        def change() -> None:
            key = _key(url)
            self._drop((key,))
            self._states[key] = state
            self.size += state.size
            while self.size > self._most and len(self._states) > 1:
                self._drop((next(iter(self._states)),))

        self._change(change)

    def forget_only(self, url: str) -> None:
        """Forget what one URL answered, and nothing else."""
        self._change(lambda: self._drop((_key(url),)))

    def forget(self, url: str, stays: Callable[[str, S], bool] = lambda url, state: False) -> None:
        """Forget what a write to a URL may have changed: the URL, what lies below it and the list that it is in.

        Args:
            url: What was written to.
            stays: Tells of the list that it is in, by its URL and state, whether it is kept all the same.
        """
        touched = parts_of(url)
        path = touched.path.rstrip("/")
        parent = path.rpartition("/")[0]

        def near(key: str) -> bool:
            held = parts_of(key)
            held_path = held.path.rstrip("/")
            if held.netloc != touched.netloc or not (held_path in (path, parent) or held_path.startswith(path + "/")):
                return False
            return not (held_path == parent != path and stays(key, self._states[key]))

        self._change(lambda: self._drop(list(filter(near, list(self._states)))))

    def clear(self) -> None:
        """Forget everything."""
        self._change(lambda: self._drop(list(self._states)))

    def _drop(self, keys: Iterable[str]) -> None:
        for key in keys:
            state = self._states.pop(key, None)
            if state is not None:
                self.size -= state.size

    def _change(self, change: Callable[[], None]) -> None:
        with self._lock:
            try:
                change()
            except BaseException:
                # An interrupt in the middle of it: what is kept is right, the sum may not be.
                self.size = sum(state.size for state in self._states.values())
                raise


def _key(url: str) -> str:
    return url.partition("#")[0]
