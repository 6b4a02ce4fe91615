"""Questions of the workbench's pages; every answer is a frozen dataclass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from paeonia.criteria.nodes import Node
from paeonia.knowledge.trials import trials
from paeonia.modules.trials.catalogue import TrialCard
from paeonia.modules.trials.queries_versions import to_be_reread
from paeonia.modules.trials.searching import card_now
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem

from .approving.actions import authors, hindrances
from .choices import ASKS_NOTHING, WORKING, Outcome, State
from .counting import Count, Counts, counts
from .differing import Differing, difference
from .freezing import whole
from .inforce import node_of
from .linting import between
from .models import Draft, Group, Line, Step, Version
from .reading import Read, asked, read

Words = dict[str, str]


@dataclass(frozen=True)
class Row:
    """A line as the workbench shows it."""

    n: int
    line: Line
    read: Read | None
    warnings: tuple[Problem, ...]
    count: Count | None
    question: tuple[Any, bool] | None

    @property
    def words(self) -> Words | None:
        """Its sentence in both languages."""
        return self.read.words if self.read else None

    @property
    def quiet(self) -> bool:
        """Whether it asks nothing."""
        return self.line.outcome in ASKS_NOTHING


@dataclass(frozen=True)
class Progress:
    """How far a draft has come."""

    lines: int
    settled: int
    not_understood: int
    warnings: int
    broken: int
    quiet_open: int         # headings and remarks nobody has settled


@dataclass(frozen=True)
class Bench:
    """A draft on the workbench."""

    draft: Draft
    card: TrialCard | None
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    counts: Counts
    progress: Progress
    steps: tuple[Step, ...]
    may_write: bool
    may_approve: bool
    own: bool               # the reader has worked on it, so that she cannot approve it


@dataclass(frozen=True)
class Waiting:
    """A draft in a list."""

    draft: Draft
    card: TrialCard | None
    settled: int
    lines: int
    last: Step


def _card(slug: str) -> TrialCard | None:
    try:
        return card_now(slug)
    except KeyError:
        return None


def draft_of(draft_id: int) -> Draft:
    """The draft, or the page that says there is none."""
    found = Draft.objects.select_related("dossier", "started_by", "submitted_by", "based_on").filter(pk=draft_id).first()
    if found is None:
        raise Http404(draft_id)
    return found


def bench(draft_id: int, viewer: Viewer) -> Bench:
    """Everything about one draft."""
    draft = draft_of(draft_id)
    lines = list(draft.lines.select_related("group", "written_by", "settled_by"))
    groups = tuple(draft.groups.all())
    found, warned = counts(viewer, lines, groups), between(lines)
    rows = tuple(_row(n, line, warned.get(line.pk, []), found) for n, line in enumerate(lines, 1))
    return Bench(draft, _card(draft.dossier.slug), rows, groups, found, _progress(rows),
                 tuple(draft.steps.select_related("by")), may(viewer, "curation.write"), may(viewer, "curation.approve"),
                 viewer.user_id in authors(draft, lines))


def row(draft_id: int, line_id: int, viewer: Viewer) -> tuple[Bench, Row]:
    """One line with everything about its draft; 404 when it is not there."""
    found = bench(draft_id, viewer)
    mine = next((one for one in found.rows if one.line.pk == line_id), None)
    if mine is None:
        raise Http404(line_id)
    return found, mine


def _row(n: int, line: Line, warned: Sequence[Problem], found: Counts) -> Row:
    said = read(line.sentence) if line.sentence else None
    return Row(n, line, said, tuple(warned), found.lines.get(line.pk),
               asked(line.sentence) if line.outcome == Outcome.ASK and line.sentence else None)


def _progress(rows: Sequence[Row]) -> Progress:
    return Progress(
        len(rows), sum(row.line.settled_by_id is not None for row in rows),
        sum(row.line.outcome == Outcome.NOT_UNDERSTOOD for row in rows), sum(len(row.warnings) for row in rows),
        sum(bool(row.read and row.read.problems) for row in rows),
        sum(row.quiet and row.line.settled_by_id is None and not row.line.mark for row in rows))


def in_the_way(draft: Draft) -> list[Problem]:
    """What hinders submitting."""
    return hindrances(draft)


def in_work() -> list[Waiting]:
    """Drafts in work and waiting for approval, the latest first."""
    found = []
    for draft in Draft.objects.filter(state__in=WORKING).select_related("dossier").prefetch_related(
            "lines", "steps__by").order_by("-changed_at"):
        lines = list(draft.lines.all())
        found.append(Waiting(draft, _card(draft.dossier.slug), sum(line.settled_by_id is not None for line in lines),
                             len(lines), list(draft.steps.all())[-1]))
    return found


def in_force() -> list[tuple[Version, TrialCard | None]]:
    """The newest version of each trial."""
    rows = Version.objects.select_related("dossier", "submitted_by", "approved_by").defer("content", "text").order_by(
        "dossier_id", "-number").distinct("dossier_id")
    return sorted(((row, _card(row.dossier.slug)) for row in rows), key=lambda one: one[0].approved_at, reverse=True)


def reread() -> tuple[TrialCard, ...]:
    """Trials whose registry text changed after somebody last compared it with the criteria."""
    return to_be_reread()


def versions(slug: str) -> list[Version]:
    """Every version of a trial, newest first."""
    return list(Version.objects.filter(dossier__slug=slug).select_related("dossier", "submitted_by", "approved_by").order_by(
        "-number"))


def at_work(slug: str) -> tuple[Draft | None, Version | None]:
    """The draft in work and the version in force of one trial."""
    draft = Draft.objects.filter(dossier__slug=slug, state__in=WORKING).first()
    return draft, Version.objects.filter(dossier__slug=slug).order_by("-number").first()


def shipped(slug: str) -> Node | None:
    """The criteria of the shipped file."""
    return trials()[slug].eligibility if slug in trials() else None


def compared(draft: Draft) -> tuple[tuple[Differing, ...], str]:
    """A draft against what is in force: an approved version, else the shipped file; and against which."""
    mine = whole(list(draft.lines.all()))
    before = Version.objects.filter(dossier=draft.dossier)
    version = (before.exclude(draft=draft) if draft.state == State.APPROVED else before).order_by("-number").first()
    if version is not None:
        return difference(node_of(version), mine), f"v{version.number}"
    return difference(shipped(draft.dossier.slug), mine), "file" if shipped(draft.dossier.slug) is not None else ""


def version_of(slug: str, number: int, against: str) -> tuple[Version, tuple[Differing, ...], str]:
    """One version and its difference to the one before, or to the shipped file (`against` is "file")."""
    found = versions(slug)
    row = next((one for one in found if one.number == number), None)
    if row is None:
        raise Http404(slug)
    before = next((one for one in found if one.number == number - 1), None)
    if against == "file" or before is None:
        node = shipped(slug)
        return row, difference(node, node_of(row)), "file" if node is not None else ""
    return row, difference(node_of(before), node_of(row)), f"v{before.number}"
