"""A fragment of markup (an entry of a feed, a message) → plain text with line ends. Scripts are left out."""

from __future__ import annotations

import lxml.etree
import lxml.html

_BLOCKS = {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"}
_UNSEEN = {"script", "style", "template", "noscript", "iframe", "object", "svg", "head", "form"}


def tree_of(markup: bytes) -> lxml.html.HtmlElement | None:
    """Markup in UTF-8 as a tree: nothing is loaded or run, what is broken is mended; None for nothing."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return lxml.html.document_fromstring(markup, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        return None


def plain(markup: str) -> str:
    """The text a reader sees: a line for each paragraph, white space squeezed."""
    if "<" not in markup and "&" not in markup:
        return lines_of(markup)
    tree = tree_of(markup.replace("\0", "").encode("utf-8", "replace"))
    return "" if tree is None else text_of(tree)


def text_of(tree: lxml.html.HtmlElement) -> str:
    """The same for an element."""
    parts: list[str] = []
    unseen: lxml.html.HtmlElement | None = None
    for event, node in lxml.etree.iterwalk(tree, events=("start", "end")):
        block = node.tag in _BLOCKS
        if event == "start":
            if unseen is None and node.tag in _UNSEEN:
                unseen = node
            if unseen is None and isinstance(node.tag, str):
                parts += ["\n" if block else "", _flat(node.text)]
            continue
        if node is unseen:
            unseen = None
        if unseen is None and node is not tree:
            parts += ["\n" if block and node.tag != "br" else "", _flat(node.tail)]
    return lines_of("".join(parts))


def _flat(text: str | None) -> str:
    """Line ends of the source are no line ends of the text."""
    return " ".join(text.split("\n")) if text else ""


def lines_of(text: str) -> str:
    """Lines with their white space squeezed, empty ones left out."""
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))
