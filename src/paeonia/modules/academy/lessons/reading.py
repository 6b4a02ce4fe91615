"""A text lesson as it is shown: Markdown, or what an editor pasted, without anything that runs or fetches from elsewhere."""

from __future__ import annotations

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# Pictures are not taken, because they would be fetched from elsewhere.
TAGS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "b", "em", "i", "sub", "sup", "ul", "ol", "li",
        "blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "a"}
DEEPEST = 6
_HEADING = re.compile(r"<(/?)h([1-6])>")
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def shown(text: str) -> Markup:
    """The text for the page."""
    made = nh3.clean(_MARKDOWN.render(text), tags=TAGS, attributes={"a": {"href"}},
                     url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer")
    return Markup(_in_order(made))  # noqa: S704  cleaned above


def _in_order(made: str) -> str:
    """Headings from the second level on, none skipped, however they were written: the first is the page's own."""
    highest = min((int(found[2]) for found in _HEADING.finditer(made)), default=1)
    level = 1

    def turned(found: re.Match[str]) -> str:
        nonlocal level
        if not found[1]:
            level = min(int(found[2]) - highest + 2, level + 1, DEEPEST)
        return f"<{found[1]}h{level}>"

    return _HEADING.sub(turned, made)
