"""What IPython loads: the extension, and what TAB offers."""

from __future__ import annotations

from hypernav.ipython.extension import load_ipython_extension, unload_ipython_extension

__all__ = ["load_ipython_extension", "unload_ipython_extension"]
