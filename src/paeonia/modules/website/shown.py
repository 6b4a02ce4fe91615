"""What each kind of page shows besides its own text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from . import filters, queries
from .models import (
    ArticlePage,
    ChannelPage,
    ContentPage,
    EpisodePage,
    ExpertsPage,
    FrontPage,
    LibraryPage,
    NewsPage,
    PublicationsPage,
)


def besides(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    """The names a page's template needs."""
    make = _KINDS.get(type(page))
    return make(request, page, tongue) if make else {}


def trail(page: Page) -> list[tuple[str, str]]:
    """The way from the front page to this one."""
    above = page.get_ancestors().filter(depth__gte=2).only("title", "url_path")
    return [(one.title, one.url_path) for one in above] + [(page.title, "")] if page.depth > 2 else []  # noqa: PLR2004


def _front(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    below = {type(one): one for one in page.get_children().live().public().specific()}
    library = below.get(LibraryPage)
    return {"news": queries.latest(tongue), "episodes": queries.episodes(tongue)[:1], "library": library,
            "programmes": _children(page), "topics": filters.topics(tongue)}


def _children(page: Page) -> list[Page]:
    return list(page.get_children().live().public().specific())


def _content(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    return {"below": _children(page)}


def _experts(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    people = _children(page)
    wanted = request.GET.get("field", "")
    fields = sorted({one for person in people for one in person.works_on})
    return {"people": [one for one in people if not wanted or wanted in one.works_on], "fields": fields, "wanted": wanted}


def _library(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    asked = filters.asked(request.GET)
    found = list(queries.filtered(queries.articles(tongue), asked))
    return {"articles": found, "standings": queries.standings(found), "filters": filters.filters(asked), "asked": asked,
            "total": queries.articles(tongue).count()}


def _article(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    return {"standing": queries.standing(page), "neighbours": queries.neighbours(page),
            "filed": filters.filed(page), "medicines": filters.medicines(page, tongue)}


def _news(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    return {"news": queries.latest(tongue, 200)}


def _channel(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    return {"episodes": queries.episodes(tongue)}


def _episode(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    return {"lines": [line for line in page.transcript.splitlines() if line.strip()]}


def _publications(request: HttpRequest, page: Page, tongue: str) -> dict[str, Any]:
    text, year = request.GET.get("q", "")[:80], request.GET.get("year", "")[:4]
    number = request.GET.get("page", "1")
    return {"papers": queries.papers(text, year, int(number) if number.isdigit() and len(number) < 7 else 1),  # noqa: PLR2004
            "years": queries.papers_by_year(), "text": text, "year": year}


_KINDS: dict[type[Page], Callable[[HttpRequest, Page, str], dict[str, Any]]] = {
    FrontPage: _front, ContentPage: _content, ExpertsPage: _experts, LibraryPage: _library, ArticlePage: _article,
    NewsPage: _news, ChannelPage: _channel, EpisodePage: _episode, PublicationsPage: _publications,
}
