"""Contrast of text with what is behind it, as WCAG 2 computes it, from the colours that a browser draws."""

from __future__ import annotations

from typing import Any

_CONTRASTS = """selector => {
  const parse = text => { const [r, g, b, a = 1] = text.match(/[0-9.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, below) => top.slice(0, 3).map((part, at) => part * top[3] + below[at] * (1 - top[3]));
  const light = rgb => { const [r, g, b] = rgb.map(part => part / 255).map(
      part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const background = element => { const layers = [];
    for (let at = element; at; at = at.parentElement) layers.push(parse(getComputedStyle(at).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]); };
  const found = [];
  for (const root of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || element.tagName === 'STYLE') continue;
      const behind = background(element);
      const front = over(parse(getComputedStyle(element).color), behind);
      const [dark, bright] = [light(front), light(behind)].sort((a, b) => a - b);
      found.push([walker.currentNode.data, (bright + 0.05) / (dark + 0.05)]);
    }
  }
  return found;
}"""


def contrasts(drawn: Any, selector: str = ".hypernav") -> list[tuple[str, float]]:
    """Return each text of the displays on a page with its contrast, folded texts too."""
    return [(text, ratio) for text, ratio in drawn.evaluate(_CONTRASTS, selector)]
