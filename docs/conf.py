"""How the documentation is built: offline, without running anything, with warnings as errors."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from hypernav._version import __version__  # noqa: E402  # found through the path above

# Sphinx reads only below its own folder.
shutil.rmtree(HERE / "notebooks", ignore_errors=True)
(HERE / "notebooks").mkdir()
for notebook in sorted((HERE.parent / "notebooks").glob("*.ipynb")):
    shutil.copy(notebook, HERE / "notebooks")

project = "hypernav"
author = "hypernav contributors"
copyright = "hypernav contributors"
version = release = __version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.viewcode"]
exclude_patterns = ["_build", "examples", "**/.ipynb_checkpoints"]

nb_execution_mode = "off"  # the committed outputs are compared by the tests
nb_render_error_lexer = "text"  # the one for tracebacks knows no …
nb_render_markdown_format = "myst"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True}
python_use_unqualified_type_names = True
add_module_names = False
napoleon_google_docstring = True
napoleon_numpy_docstring = False

html_theme = "pydata_sphinx_theme"
html_title = "hypernav"
html_static_path = ["_static"]
html_css_files = ["hypernav.css"]
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "navbar_end": ["theme-switcher"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "navigation_with_keys": False,
    "show_prev_next": True,
    "header_links_before_dropdown": 6,
}
html_sidebars = {page: [] for page in ("index", "concepts", "api", "extending", "genindex", "search")}  # no pages below
