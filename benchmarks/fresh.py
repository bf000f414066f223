"""What is measured in fresh processes: importing, and the first TAB of a session."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

_ROOT = Path(__file__).resolve().parent.parent
_COMPILED = Path(tempfile.gettempdir()) / f"hypernav-benchmarks-{os.getuid()}"
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

_CONNECT = """
import json
from time import perf_counter
began = perf_counter()
import hypernav
with hypernav.connect("http://127.0.0.1:9/"):
    print(json.dumps(perf_counter() - began))
"""

_TAB = """
import fractions, json
from time import perf_counter
import hypernav as hn
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell()
shell.Completer.use_jedi = {jedi}
if {extension}:
    shell.run_line_magic("load_ext", "hypernav")
place = hn.connect("launchdarkly", sandbox=True).root.load()
shell.user_ns.update(place=place, other=fractions.Fraction(1, 3))
def tab(text):
    began = perf_counter()
    with provisionalcompleter():
        names = [each.text.lstrip(".") for each in shell.Completer.completions(text, len(text))]
    return (perf_counter() - began) * 1e3, names
other, _ = tab("other.")
took, names = tab("place.")
assert "projects" in names, names
began = perf_counter()
dir(place)
print(json.dumps([took, other, (perf_counter() - began) * 1e3]))
"""


def import_times(rounds: int = 15) -> tuple[float, float, float]:
    """Return medians of importing requests and hypernav, in seconds, and the median of their ratios."""
    pairs = []
    for position in range(rounds + 1):
        bare, _ = _run(_IMPORT.format(module="requests", absent=_ABSENT))
        ours, present = _run(_IMPORT.format(module="hypernav", absent=_ABSENT))
        assert not present, f"import hypernav brought {', '.join(present)}"
        if position:  # the first round only compiles
            pairs.append((bare, ours))
    return median(bare for bare, _ in pairs), median(ours for _, ours in pairs), median(b / a for a, b in pairs)


def connecting(rounds: int = 15) -> float:
    """Return the median of importing hypernav and connecting to a URL, which loads requests, in seconds."""
    return median([_run(_CONNECT) for _ in range(rounds + 1)][1:])


def first_tab(rounds: int = 5) -> dict[str, float]:
    """Return medians in milliseconds of the first TAB after a look, in sessions of every kind, and of ``dir``.

    In each session something of the standard library is completed before: the session's first TAB, on whatever
    object, is when IPython's completer and jedi load themselves.
    """
    timed: dict[str, float] = {}
    listings: list[float] = []
    for jedi in (False, True):
        before: list[float] = []
        for extension in (False, True):
            runs = [_run(_TAB.format(jedi=jedi, extension=extension)) for _ in range(rounds)]
            name = f"jedi {'on' if jedi else 'off'}, extension {'loaded' if extension else 'not loaded'}"
            timed[name] = median(tab for tab, _, _ in runs)
            before += [other for _, other, _ in runs]
            listings += [listing for _, _, listing in runs]
        timed[f"(the completer itself, jedi {'on' if jedi else 'off'}: first TAB on a Fraction)"] = median(before)
    return {"dir(place)": median(listings), **timed}


def _run(program: str) -> list:  # type: ignore[type-arg]  # whatever the program printed
    # Compiled files stand in a folder of their own, as for installed packages, whatever the environment says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(_COMPILED)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=environment, cwd=_ROOT)
    return json.loads(done.stdout.splitlines()[-1])  # type: ignore[no-any-return]
