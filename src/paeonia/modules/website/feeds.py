"""What other programs read of the website: robots.txt, the map of all pages with their twins, and two feeds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.views.decorators.http import require_safe
from wagtail.models import Page

from paeonia.people.pages import open_page

from . import queries
from .models import EpisodePage
from .sound import kind_of

OPEN = "feeds and maps hold what the public pages hold"
TAGS = {"zh": "zh-Hans", "en": "en"}


@open_page(reason=OPEN)
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may read: public pages, and nothing of the house."""
    allowed = "".join(f"Allow: /{tongue}/\n" for tongue in queries.TONGUES)
    said = f"User-agent: *\n{allowed}Allow: /media/\nDisallow: /\nSitemap: {request.build_absolute_uri('/sitemap.xml')}\n"
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@open_page(reason=OPEN)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every published page with its twin in the other language."""
    short = {code: tongue for tongue, code in queries.TONGUES.items()}
    pages = Page.objects.live().public().filter(depth__gte=2).select_related("locale").order_by("path")
    twins: dict[Any, dict[str, str]] = {}
    for page in pages:
        if page.locale.language_code in short:
            mine = twins.setdefault(page.translation_key, {})
            mine[short[page.locale.language_code]] = request.build_absolute_uri(page.url_path)
    entries = [(request.build_absolute_uri(page.url_path), page.last_published_at, twins[page.translation_key])
               for page in pages if page.translation_key in twins]
    return render(request, "website/sitemap.jinja", {"entries": entries, "tags": TAGS}, content_type="application/xml")


@open_page(reason=OPEN)
@require_safe
def articles(request: HttpRequest, tongue: str) -> HttpResponse:
    """The latest articles and news of a language, for readers of feeds."""
    with translation.override(queries.TONGUES[tongue]):
        home = _front(tongue)
        feed = Feed(home.title, request.build_absolute_uri(home.url_path), home.summary, language=TAGS[tongue],
                              feed_url=request.build_absolute_uri())
        found = [*queries.articles(tongue).order_by("-first_published_at")[:30], *queries.latest(tongue, 20)]
        for page in sorted(found, key=lambda one: one.first_published_at or timezone.now(), reverse=True):
            link = request.build_absolute_uri(page.url_path)
            feed.add_item(page.title, link, page.summary, unique_id=link, pubdate=page.first_published_at)
        return _sent(feed)


@open_page(reason=OPEN)
@require_safe
def podcast(request: HttpRequest, tongue: str) -> HttpResponse:
    """Episodes with sound, for players of podcasts."""
    with translation.override(queries.TONGUES[tongue]):
        episodes = [one for one in queries.episodes(tongue) if one.sound]
        home = _front(tongue)
        channel = episodes[0].get_parent().specific if episodes else home
        feed = Podcast(channel.title, request.build_absolute_uri(channel.url_path), channel.summary, language=TAGS[tongue],
                       feed_url=request.build_absolute_uri())
        for one in episodes:
            _episode(feed, request, one)
        return _sent(feed)


class Feed(Rss201rev2Feed):
    """RSS that is dated by what it holds, so that it stays the same while nothing is new."""

    def latest_post_date(self) -> datetime:
        """The day of the latest entry; an empty feed is as old as can be."""
        dated = [item["pubdate"] for item in self.items if item.get("pubdate")]
        return max(dated, default=datetime(2012, 1, 1, tzinfo=UTC))


class Podcast(Feed):
    """RSS with the words of podcasts."""

    def rss_attributes(self) -> dict[str, str]:
        """The usual names, and those of podcasts."""
        return {**super().rss_attributes(), "xmlns:itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd"}

    def add_root_elements(self, handler: Any) -> None:
        """What a directory of podcasts asks of a channel."""
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:author", "Paeonia")
        handler.addQuickElement("itunes:category", None, {"text": "Health & Fitness"})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Number and length of an episode."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:episode", str(item["number"]))
        handler.addQuickElement("itunes:duration", str(item["seconds"]))


def _episode(feed: Podcast, request: HttpRequest, one: EpisodePage) -> None:
    link = request.build_absolute_uri(one.url_path)
    with one.sound.open("rb") as file:
        kind = kind_of(file.read(16)) or "application/octet-stream"
    file = Enclosure(request.build_absolute_uri(one.sound.url), str(one.sound.size), kind)
    feed.add_item(one.title, link, one.summary, unique_id=link, pubdate=one.first_published_at, enclosures=[file],
                  number=one.number, seconds=one.seconds)


def _front(tongue: str) -> Page:
    home = queries.front(tongue)
    if home is None:
        raise Http404
    return home


def _sent(feed: Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
