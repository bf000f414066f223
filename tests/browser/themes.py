"""Pages as JupyterLab draws them: its colours and the rules of its outputs, and nothing of its scripts."""

from __future__ import annotations

from typing import Final

_LIGHT: Final = {
    "--jp-content-font-color0": "#000",
    "--jp-content-font-color1": "rgba(0,0,0,.87)",
    "--jp-content-font-color2": "rgba(0,0,0,.54)",
    "--jp-content-link-color": "#0d47a1",
    "--jp-layout-color0": "white",
    "--jp-layout-color1": "white",
    "--jp-border-color1": "#bdbdbd",
    "--jp-border-color3": "#eee",
    "--jp-focus-outline-color": "#1976d2",
    "--jp-rendermime-table-row-background": "#f5f5f5",
    "--jp-rendermime-table-row-hover-background": "#e1f5fe",
}
_DARK: Final = {
    "--jp-content-font-color0": "#fff",
    "--jp-content-font-color1": "#fff",
    "--jp-content-font-color2": "rgba(255,255,255,.7)",
    "--jp-content-link-color": "#64b5f6",
    "--jp-layout-color0": "#111",
    "--jp-layout-color1": "#212121",
    "--jp-border-color1": "#616161",
    "--jp-border-color3": "#212121",
    "--jp-focus-outline-color": "#38a0f5",
    "--jp-rendermime-table-row-background": "#212121",
    "--jp-rendermime-table-row-hover-background": "rgba(3,169,244,.2)",
}
THEMES: Final = {"light": _LIGHT, "dark": _DARK, "none": {}}

_SHARED = {
    "--jp-content-font-size1": "14px",
    "--jp-ui-font-size1": "13px",
    "--jp-code-font-family": "monospace",
}

_OUTPUT_RULES = """
body{background:var(--jp-layout-color0,white);color:var(--jp-content-font-color1,black);margin:0}
.jp-RenderedHTMLCommon{color:var(--jp-content-font-color1);font-size:var(--jp-content-font-size1);line-height:1.6}
.jp-RenderedHTMLCommon table{border-collapse:collapse;border-spacing:0;border:none;font-size:var(--jp-ui-font-size1);
  table-layout:fixed;margin-left:auto;margin-bottom:1em;margin-right:auto}
.jp-RenderedHTMLCommon thead{border-bottom:1px solid var(--jp-border-color1);vertical-align:bottom}
.jp-RenderedHTMLCommon td,.jp-RenderedHTMLCommon th,.jp-RenderedHTMLCommon tr{vertical-align:middle;padding:.5em;
  line-height:normal;white-space:normal;max-width:none;border:none}
.jp-RenderedHTMLCommon:not(.jp-RenderedMarkdown) tbody tr:nth-child(odd){background:var(--jp-layout-color0)}
.jp-RenderedHTMLCommon:not(.jp-RenderedMarkdown) tbody tr:nth-child(even){
  background:var(--jp-rendermime-table-row-background)}
.jp-RenderedHTMLCommon tbody tr:hover{background:var(--jp-rendermime-table-row-hover-background)}
.jp-RenderedHTMLCommon a{text-decoration:none;color:var(--jp-content-link-color)}
.jp-RenderedHTMLCommon code{font-family:var(--jp-code-font-family);background:var(--jp-layout-color2,transparent)}
"""


def page(display: str, theme: str = "light") -> str:
    """Return a whole page with a display in it, drawn with the variables of a theme."""
    values = {**_SHARED, **THEMES[theme]} if THEMES[theme] else {}
    variables = ";".join(f"{name}:{value}" for name, value in values.items())
    scheme = "dark" if theme == "dark" else "light"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>display</title>'
        f"<style>:root{{{variables}}} body{{color-scheme:{scheme}}}{_OUTPUT_RULES}</style></head>"
        f'<body><div class="jp-RenderedHTMLCommon jp-RenderedHTML">{display}</div></body></html>'
    )
