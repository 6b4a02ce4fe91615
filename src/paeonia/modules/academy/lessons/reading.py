"""A text lesson as it is shown: Markdown, or what an editor pasted, without anything that runs or fetches from elsewhere."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

# The page has its own h1 and h2; pictures are not taken, because they would be fetched from elsewhere.
TAGS = {"h3", "h4", "h5", "p", "br", "hr", "strong", "b", "em", "i", "sub", "sup", "ul", "ol", "li", "blockquote", "code",
        "pre", "table", "thead", "tbody", "tr", "th", "td", "a"}
_HEADINGS = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h5"}
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def shown(text: str) -> Markup:
    """The text for the page."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    made = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Markup(nh3.clean(made, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"},  # noqa: S704  cleaned
                            link_rel="noopener noreferrer"))
