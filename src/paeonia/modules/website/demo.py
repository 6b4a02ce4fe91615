"""The demo site in both languages: pages, articles and an episode; added once, in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from wagtail.models import Page

from . import actions, queries
from .models import (
    ArticlePage,
    ChannelPage,
    ContentPage,
    EpisodePage,
    ExpertPage,
    ExpertsPage,
    FrontPage,
    LibraryPage,
    NewsItemPage,
    NewsPage,
    PublicationsPage,
)
from .papers import Paper

FILES = Path(__file__).parent / "demo_files"
KINDS: dict[str, type[Page]] = {
    "content": ContentPage, "experts": ExpertsPage, "expert": ExpertPage, "library": LibraryPage, "news": NewsPage,
    "item": NewsItemPage, "channel": ChannelPage, "episode": EpisodePage, "publications": PublicationsPage}
BLOCKS = {"p": "paragraph", "h": "heading", "list": "bullets", "steps": "steps", "tip": "tip", "call": "call",
          "numbers": "numbers", "way": "way"}
MENU = ("department", "programmes", "experts", "library", "radio", "news", "contact")


def load(say: Callable[[str], None]) -> None:
    """Lay the site out where none stands yet."""
    if queries.front("zh") is not None:
        return
    with transaction.atomic():
        count = _load()
    say(f"A website in two languages with {count} articles.")


def _load() -> int:
    told = yaml.safe_load((FILES / "site.yaml").read_text("utf-8"))
    actions.ensure_groups()
    actions.clear_welcome()
    root = actions.root()
    made: dict[str, dict[str, Page]] = {}
    for tongue, code in queries.TONGUES.items():
        said, twins = told[tongue], made.get("zh", {})
        front = FrontPage(title=said["front"]["title"], summary=said["front"]["summary"], body=blocks(said["front"]["body"]))
        pages = {"front": actions.add_page(root, front, code, tongue, twins.get("front"))}
        for slug, one in said["pages"].items():
            above = pages[one.get("under", "front")]
            pages[slug] = actions.add_page(above, _page(slug, one), code, slug, twins.get(slug))
        made[tongue] = pages
    actions.stand_at(made["zh"]["front"])
    actions.bring_papers(Paper(**{**paper, "authors": tuple(paper["authors"])}) for paper in told["papers"])
    articles = sorted((FILES / "articles").glob("*.yaml"))
    for path in articles:
        _article(path, made)
    return len(articles)


def _page(slug: str, one: dict[str, Any]) -> Page:
    kind = KINDS[one.get("kind", "content")]
    page = kind(title=one["title"], summary=one.get("summary", ""), body=blocks(one.get("body", [])),
                show_in_menus=slug in MENU)
    for name in ("post", "fields", "clinic", "number", "guests", "transcript", "shows"):
        if name in one:
            setattr(page, name, one[name])
    if "day" in one:
        page.day = one["day"] if isinstance(one["day"], date) else date.fromisoformat(one["day"])
    if "chapters" in one:
        page.chapters = [("chapter", {"minute": minute, "second": second, "title": title})
                         for minute, second, title in one["chapters"]]
    return page


def _article(path: Path, made: dict[str, dict[str, Page]]) -> None:
    told, twin = yaml.safe_load(path.read_text("utf-8")), None
    for tongue, code in queries.TONGUES.items():
        said = told[tongue]
        page = ArticlePage(
            title=said["title"], summary=said["summary"], body=blocks(said["body"]), topic=told["topic"],
            stages=told.get("stages", []), treatments=told.get("treatments", []), symptoms=told.get("symptoms", []),
            drugs=told.get("drugs", []), level=told.get("level", "plain"),
            for_whom=yaml.safe_dump(told["for"], allow_unicode=True, sort_keys=False) if told.get("for") else "",
            sources=[("source", {"title": one["title"], "year": one.get("year")}) for one in told.get("sources", [])])
        twin = actions.add_page(made[tongue]["library"], page, code, path.stem, twin)


def blocks(told: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """Blocks as they stand in a demo file, in the words of the page's text."""
    return [(BLOCKS[kind], f"<p>{value}</p>" if kind == "p" else value) for one in told for kind, value in one.items()]
