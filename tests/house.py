"""How the tests of the house rules see the sources: parsed once, without importing them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "hypernav"

# What a room may import stands on a row further down; what stands on one row does not know each other.
ROWS: tuple[tuple[str, ...], ...] = (
    ("_version", "copying", "forking", "missing", "notebook", "visible"),
    ("names",),
    ("errors",),
    ("warning",),
    ("options", "profile"),
    ("web",),
    ("documents",),
    ("http",),
    ("formats", "paging", "patches", "replay"),
    ("display", "sandbox"),
    ("navigation",),
    ("describe", "search"),
    ("apis", "edits"),
    ("resource",),
    ("explorer", "harvest"),
    ("navigator",),
    ("cli", "ipython"),
    ("",),  # the package itself is the door: it shows what is inside
)
ROW = {room: number for number, rooms in enumerate(ROWS) for room in rooms}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str = field(repr=False)
    tree: ast.Module = field(repr=False)

    @property
    def name(self) -> str:
        """The path as people say it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """The dotted name under which it is imported."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The module or folder directly inside the package that it belongs to."""
        return [*self.module.split("."), ""][1]


@dataclass(frozen=True)
class Import:
    """One imported module, and whether it is loaded when the file is."""

    module: str
    line: int
    eager: bool
    inside: bool = False
    """Whether a function does it."""


def sources(*folders: str) -> list[Source]:
    """Return the Python files below some folders of the repository."""
    return [source(path) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")) if _is_ours(path)]


def _is_ours(path: Path) -> bool:
    return not any(part.startswith((".", "_build")) for part in path.relative_to(ROOT).parts)


@cache
def source(path: Path) -> Source:
    """Return one file, parsed."""
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, str(path)))


@cache
def modules() -> frozenset[str]:
    """Return the dotted names of all modules of the package."""
    return frozenset(each.module for each in sources("hypernav"))


def imports(of: Source) -> Iterator[Import]:
    """Yield what a file imports, wherever in the file it does so."""
    yield from _imports(of.tree, of, eager=True, inside=False)


def _imports(node: ast.AST, of: Source, *, eager: bool, inside: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, eager, inside) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            yield from _imported_from(child, of, eager=eager, inside=inside)
        else:
            function = isinstance(child, Function)
            lazy = function or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.dump(child.test))
            yield from _imports(child, of, eager=eager and not lazy, inside=inside or function)


def _imported_from(node: ast.ImportFrom, of: Source, *, eager: bool, inside: bool) -> Iterator[Import]:
    base = node.module or ""
    if node.level:
        package = of.module.split(".") if of.path.name == "__init__.py" else of.module.split(".")[:-1]
        base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
    for alias in node.names:
        below = f"{base}.{alias.name}"
        yield Import(below if below in modules() else base, node.lineno, eager, inside)


def needed_by(modules: Iterable[str]) -> set[str]:
    """Return some modules of the package and all others of it that they need, directly or not."""
    known = {each.module: each for each in sources("hypernav")}
    found: set[str] = set()
    left = [*modules]
    while left:
        name = left.pop()
        if name in known and name not in found:
            found.add(name)
            left += [each.module for each in imports(known[name])]
    return found


def named_in(value: object, prefix: str) -> set[str]:
    """Return the modules that a declaration names as ``module:name``, at any depth."""
    if isinstance(value, str):
        return {value.partition(":")[0]} if value.startswith(prefix) and ":" in value else set()
    if is_dataclass(value):
        value = [getattr(value, each.name) for each in fields(value)]
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return set().union(*(named_in(each, prefix) for each in parts))


def functions(of: Source) -> Iterator[Function]:
    """Yield every function and method of a file."""
    return (node for node in ast.walk(of.tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the lines of a function without its docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is not None:
        text = function.body[0]
        lines -= (text.end_lineno or text.lineno) - text.lineno + 1
    return lines


def docstrings(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the docstring nodes of a file, those of attributes included."""
    for node in ast.walk(tree):
        for child in getattr(node, "body", []) if isinstance(getattr(node, "body", None), list) else []:
            if (
                isinstance(child, ast.Expr)
                and isinstance(child.value, ast.Constant)
                and isinstance(child.value.value, str)
            ):
                yield child.value


def without_docstrings(of: Source) -> str:
    """Return a file's text with its docstrings blanked, line numbers kept."""
    lines = of.text.splitlines()
    for node in docstrings(of.tree):
        for number in range(node.lineno - 1, node.end_lineno or node.lineno):
            lines[number] = ""
    return "\n".join(lines)


def public_definitions(of: Source) -> Iterator[ast.ClassDef | Function]:
    """Yield the classes, functions and methods that other modules may use."""
    yield from _public(of.tree)


def _public(node: ast.Module | ast.ClassDef) -> Iterator[ast.ClassDef | Function]:
    for child in node.body:
        if isinstance(child, ast.ClassDef | Function) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from _public(child)


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files under version control; in an unpacked archive, all files that are not hidden."""
    try:
        listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
        found = [ROOT / name for name in listing.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [
            path for path in ROOT.rglob("*") if not any(part.startswith(".") for part in path.relative_to(ROOT).parts)
        ]
    return tuple(path for path in found if path.is_file())


def foreign_private_names(of: Source) -> Iterator[tuple[int, str]]:
    """Yield each underscore attribute that a file reads and nothing in the same file defines, with its line."""
    own = set(_defined(of.tree))
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.Attribute) or not node.attr.startswith("_") or node.attr.startswith("__"):
            continue
        of_itself = isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}
        if node.attr not in own and not of_itself:
            yield node.lineno, ast.unparse(node)


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                if isinstance(target, ast.Attribute):
                    yield target.attr
                elif isinstance(target, ast.Name):
                    yield target.id
