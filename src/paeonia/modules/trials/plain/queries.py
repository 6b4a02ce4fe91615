"""Questions about texts for patients: what they read, what waits for a reviewer, what is to be read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from paeonia.knowledge import trials as criteria_files
from paeonia.modules.trials import queries as trials
from paeonia.modules.trials.slots import queries as slots
from paeonia.modules.trials.slots.states import OPEN
from paeonia.people.viewer import Viewer, system_viewer

from .choices import Origin, Outcome
from .content import Content, missing
from .drafting import draft
from .models import Review, Text
from .shipped import shipped


@dataclass(frozen=True)
class Said:
    """A reviewer's word."""

    outcome: str
    words: Any
    remark: str
    due: date | None
    by: str
    at: datetime


@dataclass(frozen=True)
class Version:
    """One version as staff sees it."""

    id: int
    slug: str
    number: int
    content: Content
    origin: Any
    rules: str
    author_id: int | None
    author: str
    at: datetime
    reviews: tuple[Said, ...]

    @property
    def last(self) -> Said | None:
        """The last word about this version."""
        return self.reviews[-1] if self.reviews else None


@dataclass(frozen=True)
class File:
    """Everything written about one trial, the newest first; `shown` is what patients read."""

    slug: str
    versions: tuple[Version, ...]
    shown: Version | None
    rules_now: str

    @property
    def name(self) -> str:
        """What doctors call the trial."""
        return name_of(self.slug)

    @property
    def latest(self) -> Version | None:
        """The newest version."""
        return self.versions[0] if self.versions else None

    @property
    def state(self) -> str:
        """none, incomplete, waiting, returned, signed (the newest is shown), withdrawn."""
        if self.latest is None:
            return "none"
        last = self.latest.last
        if last is not None and not (last.outcome == Outcome.SIGNED and self.shown is None):
            return last.outcome
        return "incomplete" if missing(self.latest.content) else "waiting"

    def reread(self, today: date) -> str:
        """Why the text patients read is to be read again: `due`, `rules`, or nothing."""
        if self.shown is None or self.shown.last is None:
            return ""
        if self.shown.last.due and self.shown.last.due <= today:
            return "due"
        return "rules" if self.shown.rules != self.rules_now else ""

    @property
    def hands(self) -> frozenset[int]:
        """Who wrote a version since the last one signed off, and so cannot sign off the newest."""
        found: set[int] = set()
        for version in self.versions:
            if version is not self.latest and any(said.outcome == Outcome.SIGNED for said in version.reviews):
                break
            found |= {version.author_id} if version.author_id else set()
        return frozenset(found)


def name_of(slug: str) -> str:
    """What doctors call a trial."""
    known = criteria_files.trials().get(slug)
    return (known.acronym if known else "") or slug


def names() -> list[str]:
    """The trials a text can be written for: those with structured criteria."""
    return list(trials.structured_questions())


def file(slug: str, language: str) -> File:
    """Everything about one trial; KeyError when it has no structured criteria."""
    rules = trials.structured_questions()[slug].version
    rows = Text.objects.filter(slug=slug).select_related("written_by").order_by("-number")
    return _file(slug, list(rows), rules, language)


def files(language: str) -> dict[str, File]:
    """Every structured trial with what is written about it."""
    by_slug: dict[str, list[Text]] = {}
    for row in Text.objects.select_related("written_by").order_by("-number"):
        by_slug.setdefault(row.slug, []).append(row)
    reviews = _reviews([row.pk for rows in by_slug.values() for row in rows])
    return {slug: _file(slug, by_slug.get(slug, []), question.version, language, reviews)
            for slug, question in trials.structured_questions().items()}


def _reviews(ids: list[int]) -> Mapping[int, list[Review]]:
    found: dict[int, list[Review]] = {}
    for row in Review.objects.filter(text_id__in=ids).select_related("by").order_by("id"):
        found.setdefault(row.text_id, []).append(row)
    return found


def _file(slug: str, rows: list[Text], rules: str, language: str,
          reviews: Mapping[int, list[Review]] | None = None) -> File:
    held = _reviews([row.pk for row in rows]) if reviews is None else reviews
    versions = tuple(Version(
        row.pk, slug, row.number, row.content, Origin(row.origin).label, row.rules, row.written_by_id,
        row.written_by.name(language) if row.written_by else "", row.written_at,
        tuple(_said(one, language) for one in held.get(row.pk, ()))) for row in rows)
    # The last word that lets a text out or takes it back decides; what is only sent back changes nothing for patients.
    deciding = max((one for row in rows for one in held.get(row.pk, ()) if one.outcome != Outcome.RETURNED),
                   key=lambda one: one.pk, default=None)
    shown = next((version for version in versions if version.id == deciding.text_id), None) \
        if deciding is not None and deciding.outcome == Outcome.SIGNED else None
    return File(slug, versions, shown, rules)


def _said(row: Review, language: str) -> Said:
    by = row.by.name(language) if row.by else ""
    return Said(row.outcome, Outcome(row.outcome).label, row.remark, row.due, by, row.at)


def beginning(slug: str) -> tuple[Content, str]:
    """What the next version begins with, and what that is: the newest version, a shipped text, or a draft."""
    newest = Text.objects.filter(slug=slug).order_by("-number").first()
    if newest is not None:
        return newest.content, Origin.EARLIER.value
    if slug in shipped():
        return shipped()[slug].content, Origin.SHIPPED.value
    return draft(trials.detail(slug)), Origin.DRAFT.value


def open_here(viewer: Viewer) -> frozenset[str]:
    """Trials with a place at the viewer's hospitals today. Places are nobody's data, so a patient may know of them."""
    asked = system_viewer("places of trials, for readers", viewer.hospital_ids)
    return frozenset(slug for slug, state in slots.of_trials(asked, timezone.localdate()).items() if state == OPEN)


def read_by_patients(language: str) -> dict[str, Version]:
    """The versions patients read, by trial."""
    return {slug: one.shown for slug, one in files(language).items() if one.shown is not None}
