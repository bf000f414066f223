"""Solutions: what to install or to change, and which newer solution makes an older one needless."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache

from hypernav.apis.insightvm.sandbox.data.chance import number
from hypernav.apis.insightvm.sandbox.data.exposure import product
from hypernav.apis.insightvm.sandbox.data.products import Product
from hypernav.apis.insightvm.sandbox.data.vulnerabilities import catalogue
from hypernav.apis.insightvm.sandbox.data.vulnerability import Vulnerability

_APT, _YUM = "apt-get update && apt-get install --only-upgrade", "yum update"
_PACKAGES = {"Ubuntu": _APT, "Debian": _APT, "Red Hat": _YUM, "CentOS": _YUM, "Amazon": _YUM, "SUSE": "zypper update"}
_ESTIMATES = ("PT5M", "PT10M", "PT15M", "PT30M", "PT1H")


@dataclass(frozen=True, slots=True)
class Solution:
    """A way to remediate vulnerabilities of one product."""

    id: str
    kind: str
    summary: str
    steps: str
    applies_to: str
    product: str = ""
    rollup: str = ""
    """Id of the newest solution, which makes this one needless."""
    prerequisite: str = ""

    @property
    def estimate(self) -> str:
        """Return how long it takes, as an ISO 8601 duration."""
        return _ESTIMATES[number("estimate", self.id) % len(_ESTIMATES)]


@cache
def _index() -> tuple[dict[str, Solution], dict[str, tuple[str, ...]]]:
    solutions: dict[str, Solution] = {}
    ids: dict[str, tuple[str, ...]] = {}
    for vulnerability in catalogue().values():
        made = _solutions_of(vulnerability)
        for solution in made:
            solutions.setdefault(solution.id, solution)
            if solution.rollup and solution.rollup not in solutions:
                solutions[solution.rollup] = _rollup(solution)
            if solution.prerequisite and solution.prerequisite not in solutions:
                solutions[solution.prerequisite] = _servicing_stack(solution)
        ids[vulnerability.id] = tuple(dict.fromkeys(solution.id for solution in made))
    return dict(sorted(solutions.items())), ids


def solutions() -> dict[str, Solution]:
    """Return each solution by its id."""
    return _index()[0]


def solutions_of(vulnerability: str) -> list[Solution]:
    """Return the solutions of a vulnerability.

    >>> [solution.kind for solution in solutions_of("ssh-weak-kex-algorithms")]
    ['configuration']
    """
    index, ids = _index()
    return [index[identifier] for identifier in ids.get(vulnerability, ())]


def superseding(solution: Solution) -> list[Solution]:
    """Return the solutions that make a solution needless."""
    return [solutions()[solution.rollup]] if solution.rollup else []


def superseded(solution: Solution) -> list[Solution]:
    """Return the solutions that a solution makes needless."""
    return [older for older in solutions().values() if older.rollup == solution.id]


def _solutions_of(vulnerability: Vulnerability) -> list[Solution]:
    if not vulnerability.products:
        text = vulnerability.advice or "Change the configuration."
        return [Solution(f"{vulnerability.id}-fix", "configuration", text, text, vulnerability.component)]
    return [_for_product(vulnerability, key) for key in vulnerability.products]


def _for_product(vulnerability: Vulnerability, key: str) -> Solution:
    maker = product(key)
    newest = maker.description(len(maker.releases) - 1)
    at = bisect_left(maker.days, vulnerability.fixed)
    if at >= len(maker.releases):
        text = f"Replace {newest} by a release that its vendor still supports."
        return Solution(f"{key}-replace", "unknown", text, text, newest, key)
    if maker.kind == "os" and maker.vendor == "Microsoft":
        return _hotfix(vulnerability, maker, at)
    if maker.kind == "os" and maker.vendor in _PACKAGES:
        return _package(vulnerability, maker)
    version = maker.releases[at].version if maker.kind != "os" else f"{maker.releases[at].day:%Y.%m}"
    text = f"Upgrade {maker.name} to {version} or newer."
    identifier = f"{key}-upgrade-{version}".replace("(", "-").replace(")", "").lower()
    return Solution(
        identifier,
        "patch",
        text,
        f"Download and install {maker.name} {version}.",
        maker.name,
        key,
        f"{key}-upgrade-latest",
    )


def _hotfix(vulnerability: Vulnerability, maker: Product, at: int) -> Solution:
    month = maker.releases[at].day
    article = 5_000_000 + (month.year - 2018) * 9_000 + month.month * 700 + number("kb", maker.key) % 600
    text = f"{month:%Y-%m} Cumulative Update for {maker.name} (KB{article})"
    stack = f"msft-servicing-stack-{maker.key}"
    return Solution(f"msft-kb{article}-{maker.key}", "patch", text, f"Download and apply KB{article}.", maker.name,
                    maker.key, f"msft-latest-{maker.key}", stack)  # fmt: skip


def _package(vulnerability: Vulnerability, maker: Product) -> Solution:
    package = vulnerability.component.split(" ")[0].rstrip(":").lower()
    text = f"Upgrade {package} on {maker.description(0)}."
    return Solution(f"{maker.key}-upgrade-{package}", "patch", text, f"{_PACKAGES[maker.vendor]} {package}",
                    f"{package} on {maker.description(0)}", maker.key)  # fmt: skip


def _rollup(solution: Solution) -> Solution:
    text = f"Install the latest update of {solution.applies_to}."
    return replace(
        solution, id=solution.rollup, kind="rollup-patch", summary=text, steps=text, rollup="", prerequisite=""
    )


def _servicing_stack(solution: Solution) -> Solution:
    text = f"Install the latest servicing stack update of {solution.applies_to}."
    return replace(solution, id=solution.prerequisite, summary=text, steps=text, rollup="", prerequisite="")


def prerequisites(solution: Solution) -> list[str]:
    """Return the ids of the solutions that must be installed before."""
    return [solution.prerequisite] if solution.prerequisite else []
