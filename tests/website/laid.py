"""A website for tests: a front page and a library in both languages, and articles as they are asked for."""

from __future__ import annotations

from typing import Any

from wagtail.models import Page

from paeonia.modules.website import actions, queries
from paeonia.modules.website.models import ArticlePage, FrontPage, LibraryPage


def a_site() -> dict[str, dict[str, Page]]:
    """The pages by language and name."""
    actions.ensure_groups()
    actions.clear_welcome()
    root, made = actions.root(), {}
    for tongue, code in queries.TONGUES.items():
        twins = made.get("zh", {})
        title, library = ("乳腺肿瘤内科", "科普文库") if tongue == "zh" else ("Breast medical oncology", "Library")
        front = actions.add_page(root, FrontPage(title=title, summary=title), code, tongue, twins.get("front"))
        shelf = LibraryPage(title=library, show_in_menus=True)
        shelf = actions.add_page(front, shelf, code, "library", twins.get("library"))
        made[tongue] = {"front": front, "library": shelf}
    actions.stand_at(made["zh"]["front"])
    return made


def an_article(library: Page, slug: str, title: str, text: str = "", tongue: str = "zh", **more: Any) -> ArticlePage:
    """A published article with one paragraph."""
    twin = more.pop("twin", None)
    fields = {"topic": "symptom", "summary": "", **more}
    page = ArticlePage(title=title, body=[("paragraph", f"<p>{text}</p>")] if text else [], **fields)
    return actions.add_page(library, page, queries.TONGUES[tongue], slug, twin)
