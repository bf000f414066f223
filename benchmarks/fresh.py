"""What is measured in fresh processes: importing, and the first TAB of a session."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

_ABSENT = ("pandas", "ipywidgets", "werkzeug", "IPython", "numpy", "jsonpath_ng", "tabulate")

_IMPORT = """
import sys
from time import perf_counter
began = perf_counter()
import {module}
took = perf_counter() - began
import json
print(json.dumps([took, [name for name in {absent!r} if name in sys.modules]]))
"""

_TAB = """
import json
from time import perf_counter
import hypernav as hn
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.Completer.use_jedi = {jedi}
if {extension}:
    shell.run_line_magic("load_ext", "hypernav")
place = hn.connect("launchdarkly", sandbox=True).root.load()
shell.user_ns["place"] = place
began = perf_counter()
_, names = shell.complete("place.")
took = perf_counter() - began
assert ".projects" in [name[-9:] for name in names] or "place.projects" in names, names[:20]
began = perf_counter()
listed = dir(place)
print(json.dumps([took * 1e3, (perf_counter() - began) * 1e3]))
shell.history_manager.enabled = False
"""


def import_times(rounds: int = 15) -> tuple[float, float, float]:
    """Return medians of importing requests and hypernav, in seconds, and the median of their ratios."""
    pairs = []
    for position in range(rounds + 1):
        bare, _ = _run(_IMPORT.format(module="requests", absent=_ABSENT))
        ours, present = _run(_IMPORT.format(module="hypernav", absent=_ABSENT))
        assert not present, f"import hypernav brought {', '.join(present)}"
        if position:  # the first round only fills the disk's cache
            pairs.append((bare, ours))
    return median(bare for bare, _ in pairs), median(ours for _, ours in pairs), median(b / a for a, b in pairs)


def first_tab(rounds: int = 5) -> dict[str, float]:
    """Return medians in milliseconds of the first TAB after a look, in sessions of every kind, and of ``dir``."""
    timed: dict[str, float] = {}
    listings: list[float] = []
    for jedi in (False, True):
        for extension in (False, True):
            runs = [_run(_TAB.format(jedi=jedi, extension=extension)) for _ in range(rounds)]
            name = f"jedi {'on' if jedi else 'off'}, extension {'loaded' if extension else 'not loaded'}"
            timed[name] = median(tab for tab, _ in runs)
            listings += [listing for _, listing in runs]
    return {**timed, "dir(place)": median(listings)}


def _run(program: str) -> list:  # type: ignore[type-arg]  # whatever the program printed
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]
