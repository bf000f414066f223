"""The style sheet of displays: JupyterLab's variables, each with a fallback; nothing is said by colour alone."""

from __future__ import annotations

from typing import Final

_RULES = (
    ".hypernav{color:var(--jp-content-font-color1,inherit);line-height:1.45;overflow-x:auto}",
    ".hypernav p{margin:0 0 .4em}",
    ".hypernav .hn-head{font-weight:600;overflow-wrap:anywhere}",
    ".hypernav details{margin:0 0 .3em}",
    # Classes are repeated to outweigh the notebook's own rules for tables, lists and code.
    ".hypernav.hypernav details>:not(summary){margin-left:1.1em}",
    ".hypernav summary{cursor:pointer;padding:.1em 0}",
    ".hypernav summary:focus-visible{outline:2px solid var(--jp-focus-outline-color,currentColor)}",
    ".hypernav summary b{margin-right:.6em}",
    # Wide tables are scrolled, as data frames are: squeezed, they would have a word a line.
    ".hypernav.hypernav table{width:max-content;margin:.2em 0 .4em;border-collapse:collapse}",
    ".hypernav.hypernav table{font-size:inherit;color:inherit}",
    # Captions are for screen readers, and for where this style is stripped; the summaries say the same to eyes.
    ".hypernav caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}",
    ".hypernav.hypernav th,.hypernav.hypernav td{text-align:left;vertical-align:top;padding:.15em 1.1em .15em 0}",
    ".hypernav th,.hypernav td{max-width:32em;overflow-wrap:break-word;white-space:normal}",
    ".hypernav.hypernav th,.hypernav.hypernav td{font-size:var(--jp-ui-font-size1,inherit);unicode-bidi:isolate}",
    ".hypernav.hypernav tbody th{font-weight:400}",
    ".hypernav thead{border-bottom:1px solid var(--jp-border-color1,currentColor)}",
    ".hypernav tbody tr+tr{border-top:1px solid var(--jp-border-color3,transparent)}",
    ".hypernav.hypernav .hn-n{text-align:right;font-variant-numeric:tabular-nums}",
    ".hypernav.hypernav.hypernav code{font-family:var(--jp-code-font-family,monospace);color:inherit}",
    ".hypernav.hypernav.hypernav code{background:none;padding:0}",
    ".hypernav.hypernav ul{list-style:none;margin:.2em 0 .4em;padding:0}",
    ".hypernav .hn-row li{display:inline-block;margin-right:1.5em}",
    ".hypernav a{color:var(--jp-content-link-color,LinkText);text-decoration:underline}",
)

STYLE: Final = "".join(_RULES)
