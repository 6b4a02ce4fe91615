"""The writes of this room: a further version of a text, a reviewer's word, and what a patient would like."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from paeonia.chart import door
from paeonia.modules.trials import queries as trials
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.facts import Fact
from paeonia.ui.words import both

from . import queries
from .choices import LANGUAGES, SECTIONS, Outcome
from .content import Content, missing, one_language, whole
from .hows import HOWS, OWN, VARIABLE
from .models import Review, Text
from .refusing import refuse
from .targets import targets


def write(slug: str, language: str, given: Mapping[str, Any], base: int, viewer: Viewer) -> Text:
    """Keep one language of a text as a further version; `base` is the number the writer began with, 0 for none.

    Raises KeyError for a trial without structured criteria, Refused when somebody else was quicker.
    """
    said = one_language(given)
    if not said["title"]:
        raise refuse("plain-empty")
    with _writing(slug, viewer):
        content, origin = queries.beginning(slug)
        made = whole({**content, language: said})
        last = _last(slug)
        if last != base:
            raise refuse("plain-changed", trial=_named(slug), number=last)
        if last and made == content:
            raise refuse("plain-same", number=last)
        return _keep(slug, last + 1, made, origin, viewer)


def adopt(slug: str, content: Content, origin: str, viewer: Viewer) -> Text:
    """Keep a whole text, both languages, as the next version."""
    with _writing(slug, viewer):
        return _keep(slug, _last(slug) + 1, whole(content), origin, viewer)


def review(slug: str, number: int, outcome: str, viewer: Viewer, remark: str = "", due: date | None = None) -> Review:
    """Say a reviewer's word about the newest version, or withdraw what patients read.

    Signed off only by an oncologist who had no hand in it, and only when it is complete in both languages.
    """
    if not may(viewer, "plain.review"):
        raise PermissionDenied("plain.review")
    remark = remark.replace("\0", "").strip()[:500]
    with _writing(slug, viewer, "plain.review"):
        file = queries.file(slug, viewer.language)
        about = file.shown if outcome == Outcome.WITHDRAWN else file.latest
        if about is None:
            raise refuse("plain-nothing-shown", trial=_named(slug)) if outcome == Outcome.WITHDRAWN else KeyError(slug)
        if outcome != Outcome.WITHDRAWN and about.number != number:
            raise refuse("plain-not-latest", trial=_named(slug), number=about.number)
        if outcome != Outcome.SIGNED and not remark:
            raise refuse("plain-why")
        if outcome == Outcome.SIGNED:
            if viewer.user_id in file.hands:
                raise refuse("plain-own-text", trial=_named(slug))
            gaps = missing(about.content)
            if gaps:
                raise refuse("plain-incomplete", trial=_named(slug), what=_gaps(gaps))
            due = due or timezone.localdate() + timedelta(days=targets().review_every)
        try:
            with transaction.atomic():
                return Review.objects.create(text_id=about.id, outcome=outcome, remark=remark, by_id=viewer.user_id,
                                             due=due if outcome == Outcome.SIGNED else None)
        except IntegrityError:      # the database keeps four eyes too
            raise refuse("plain-own-text", trial=_named(slug)) from None


def say_wish(patient_id: int, would: bool, how: str, viewer: Viewer) -> None:
    """Put into the record whether a patient would like to hear about trials; raises NotHere out of reach."""
    own = not may(viewer, "chart.write")
    if not own and how not in HOWS:
        raise refuse("plain-how")
    fact = Fact(VARIABLE, {"value": "yes" if would else "no"}, timezone.localdate().isoformat(), OWN if own else how)
    door.wish(patient_id, fact, viewer)


class _writing:
    """A transaction in which nobody else writes about the same trial."""

    def __init__(self, slug: str, viewer: Viewer, verb: str = "plain.write") -> None:
        if not may(viewer, verb):
            raise PermissionDenied(verb)
        if slug not in trials.structured_questions():
            raise KeyError(slug)
        self.slug, self.inner = slug, acting(viewer)

    def __enter__(self) -> None:
        self.inner.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"plain {self.slug}"])

    def __exit__(self, *what: Any) -> bool | None:
        return self.inner.__exit__(*what)


def _last(slug: str) -> int:
    return Text.objects.filter(slug=slug).order_by("-number").values_list("number", flat=True).first() or 0


def _keep(slug: str, number: int, content: Content, origin: str, viewer: Viewer) -> Text:
    return Text.objects.create(slug=slug, number=number, content=content, origin=origin, written_by_id=viewer.user_id,
                               rules=trials.structured_questions()[slug].version)


def _named(slug: str) -> dict[str, str]:
    return dict(trials.structured_questions()[slug].words)


def _gaps(gaps: list[tuple[str, str]]) -> dict[str, str]:
    tongue = {"zh": {"en": "Chinese", "zh": "中文"}, "en": {"en": "English", "zh": "英文"}}
    heads = {"title": {"en": "title", "zh": "标题"}, **{name: both(words) for name, words in SECTIONS.items()}}
    return {reader: ("; " if reader == "en" else "；").join(
        tongue[language][reader] + (": " if reader == "en" else "：") + (", " if reader == "en" else "、").join(
            heads[name][reader].rstrip("?？") for mine, name in gaps if mine == language)
        for language in LANGUAGES if any(mine == language for mine, _ in gaps)) for reader in ("en", "zh")}
