"""Questions to the website: which page an address means, its twin in the other language, articles, reviews, papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from . import translating
from .models import ArticlePage, EpisodePage, FrontPage, NewsItemPage, Publication, Review

TONGUES = {"zh": "zh-hans", "en": "en"}
A_PAGE = 24


@dataclass(frozen=True)
class Translated:
    """A page that is being translated, and the texts that are not yet."""

    page: Page
    missing: list[str]


@dataclass(frozen=True)
class Standing:
    """How far an article can be relied on: who read the very wording that is shown, and until when that holds."""

    by: dict[str, str] | None = None
    on: date | None = None
    due: date | None = None
    changed_since: bool = False     # another wording was read, this one was not

    @property
    def overdue(self) -> bool:
        """True when it should have been read again."""
        return self.due is not None and self.due < timezone.localdate()


def front(tongue: str) -> FrontPage | None:
    """The front page of a language, if it stands."""
    return FrontPage.objects.live().filter(locale__language_code=TONGUES[tongue]).first()


def page_at(tongue: str, way: str) -> Page | None:
    """The published page of an address; one that is restricted is not there."""
    path = f"/{tongue}/{way}"
    found = Page.objects.live().public().filter(url_path=path if path.endswith("/") else f"{path}/").first()
    return found.specific if found else None


def twins(page: Page) -> dict[str, str]:
    """The page's address in each language it is published in."""
    short = {code: tongue for tongue, code in TONGUES.items()}
    found = page.get_translations(inclusive=True).live().public().select_related("locale")
    return {short[one.locale.language_code]: one.url_path for one in found if one.locale.language_code in short}


def translated(number: int) -> Translated | None:
    """The translation an editor works on; None when the page is none."""
    page = Page.objects.filter(pk=min(number, 2**31 - 1)).first()
    made = translating.of(page) if page else None
    return Translated(page, translating.missing(made)) if page and made else None


def menu(home: Page) -> list[Page]:
    """Pages of the first floor that stand in the menu."""
    return list(home.get_children().live().public().in_menu())


def stamp() -> int:
    """A number that changes with whatever an editor does: every deed is a line of Wagtail's log."""
    return PageLogEntry.objects.aggregate(last=Max("id"))["last"] or 0


def articles(tongue: str) -> QuerySet[ArticlePage]:
    """Published articles of a language, by title."""
    return ArticlePage.objects.live().public().filter(locale__language_code=TONGUES[tongue]).order_by("title")


def filtered(found: QuerySet[ArticlePage], asked: dict[str, str]) -> QuerySet[ArticlePage]:
    """Those filed under every word asked for."""
    for name, value in asked.items():
        single = name in ("topic", "level")
        found = found.filter(**{name: value} if single else {f"{name}__contains": [value]})
    return found


def standing(page: ArticlePage) -> Standing:
    """Who read the wording that is shown; a reading of another one is said to be of another one."""
    return standings([page])[page.pk]


def standings(pages: Sequence[ArticlePage]) -> dict[int, Standing]:
    """The same for many, with one question to the database."""
    found = dict.fromkeys((page.pk for page in pages), Standing())
    of = {page.pk: page for page in pages}
    for review in Review.objects.filter(page_id__in=of).select_related("by").order_by("on", "id"):
        if review.wording == of[review.page_id].wording:
            names = {"en": review.by.name("en"), "zh": review.by.name("zh")}
            found[review.page_id] = Standing(names, review.on, review.due)
        elif found[review.page_id].by is None:
            found[review.page_id] = Standing(changed_since=True)
    return found


def neighbours(page: ArticlePage, most: int = 4) -> list[ArticlePage]:
    """Articles on the same treatments and symptoms, most in common first; where those are few, others on its topic."""
    alike = articles("en" if page.locale.language_code == "en" else "zh").exclude(pk=page.pk)
    wanted = {*page.treatments, *page.symptoms}
    shared = alike.filter(Q(treatments__overlap=page.treatments) | Q(symptoms__overlap=page.symptoms))
    # Of a large library only the words are read, not the articles.
    near = sorted(shared.values_list("pk", "title", "topic", "treatments", "symptoms"),
                  key=lambda row: (-2 * len(wanted & {*row[3], *row[4]}) - (row[2] == page.topic), row[1]))
    keys = [row[0] for row in near[:most]]
    if len(keys) < most:
        more = alike.filter(topic=page.topic).exclude(pk__in=keys)
        keys += list(more.values_list("pk", flat=True)[:most - len(keys)])
    found = alike.in_bulk(keys)
    return [found[key] for key in keys]


def latest(tongue: str, most: int = 3) -> list[NewsItemPage]:
    """The latest news of a language."""
    found = NewsItemPage.objects.live().public().filter(locale__language_code=TONGUES[tongue])
    return list(found.order_by("-day", "-pk")[:most])


def episodes(tongue: str) -> list[EpisodePage]:
    """Episodes of a language, the latest first."""
    found = EpisodePage.objects.live().public().filter(locale__language_code=TONGUES[tongue])
    return list(found.order_by("-number"))


def papers(text: str, year: str, page: int) -> Any:
    """A page of publications; words are looked for in title, authors and journal."""
    found: Any = Publication.objects.all()
    if year.isdigit() and len(year) == 4:
        found = found.filter(year=int(year))
    if text.strip():
        found = list(found.search(text, operator="and"))
    return Paginator(found, A_PAGE).get_page(page)


def papers_by_year() -> list[tuple[int, int]]:
    """How many papers of each year, the latest first."""
    years: dict[int, int] = {}
    for year in Publication.objects.exclude(year=None).values_list("year", flat=True):
        years[year] = years.get(year, 0) + 1
    return sorted(years.items(), reverse=True)


def paper(pk: int) -> Publication | None:
    """One paper."""
    return Publication.objects.filter(pk=pk).first()


def overdue(today: date) -> list[tuple[ArticlePage, Standing]]:
    """Published articles nobody stands for now: never read, changed since, or due again."""
    pages = list(ArticlePage.objects.live().order_by("title"))
    told = standings(pages)
    return [(page, told[page.pk]) for page in pages
            if told[page.pk].due is None or told[page.pk].due < today]    # type: ignore[operator]


def by_key(keys: Iterable[str], tongue: str) -> dict[str, ArticlePage]:
    """Articles by the key both languages of one share."""
    found = articles(tongue).filter(translation_key__in=list(keys))
    return {str(page.translation_key): page for page in found}
