"""The IPython extension: ``%load_ext hypernav`` lets TAB look along chains of places, and into searches being typed."""

from __future__ import annotations

from typing import Any

PACKAGE = "hypernav"
_ALLOWED = ("allowed_getattr_external", "allowed_getitem_external")


def load_ipython_extension(shell: Any) -> None:
    """Let the completer read attributes and items of hypernav's objects, none of which sends for it. Sends nothing.

    Without it, IPython's ``limited`` policy offers nothing after ``nav.orders.`` where jedi is off.
    """
    completer = shell.Completer
    completer.policy_overrides = {
        **completer.policy_overrides,
        **{name: {*completer.policy_overrides.get(name, ()), PACKAGE} for name in _ALLOWED},
    }
    _unload_matcher(completer)
    completer.custom_matchers.append(_matcher(shell))


def unload_ipython_extension(shell: Any) -> None:
    """Take back what loading changed. Sends nothing."""
    completer = shell.Completer
    _unload_matcher(completer)
    kept = {}
    for name, value in completer.policy_overrides.items():
        rest = {*value} - {PACKAGE} if name in _ALLOWED else value
        if rest or name not in _ALLOWED:
            kept[name] = rest
    completer.policy_overrides = kept


def _unload_matcher(completer: Any) -> None:
    completer.custom_matchers[:] = [
        each for each in completer.custom_matchers if getattr(each, "__module__", "") != __name__
    ]


def _matcher(shell: Any) -> Any:
    """Return what offers fields and operators of a search that is being typed, in place of anything else."""
    # Outside of IPython nobody has this library, and nobody calls this.
    from IPython.core.completer import SimpleCompletion, context_matcher

    from hypernav.ipython.completion import offer  # loaded with the extension

    def hypernav_search_matcher(context: Any) -> dict[str, Any]:
        lines = context.full_text.split("\n")
        text = "\n".join([*lines[: context.cursor_line], lines[context.cursor_line][: context.cursor_position]])
        found = offer(text, shell.user_ns)
        if found is None:
            return {"completions": [], "suppress": False}
        offered = [SimpleCompletion(text=each, type=found.kind) for each in found.texts]
        return {"completions": offered, "matched_fragment": found.typed, "suppress": True, "ordered": True}

    matcher: Any = context_matcher()(hypernav_search_matcher)
    return matcher
