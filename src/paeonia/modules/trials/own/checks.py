"""What must hold before an entry is kept, said in words; the database asks the most important of it once more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from paeonia.people.viewer import Viewer
from paeonia.ui.words import both

from . import queries
from .choices import HgrState, Outcome, Review, VersionKind
from .dossier import Dossier
from .models import Decision, Filing, Grant, InForce, Member, Milestone, Site, Spending, Version
from .refusing import refuse
from .standing import member_name


def _order(what: dict[str, str], start: date | None, end: date | None) -> None:
    if start and end and end < start:
        raise refuse("own-ends-early", what=what, start=start, end=end)


def _has_come(what: dict[str, str], day: date | None) -> None:
    if day and day > timezone.localdate():
        raise refuse("own-to-come", what=what, day=day)


def site(file: Dossier, row: Site, viewer: Viewer) -> None:
    """A hospital takes part once; the lead stays the lead."""
    if row.hospital_id is None and not (row.name_zh and row.name_en):
        raise refuse("own-site-nowhere")
    if row.replaces and row.replaces.hospital_id == file.own.lead_id != row.hospital_id:
        raise refuse("own-lead-stays")
    for other in file.standing("site"):
        same = row.hospital_id == other.hospital_id if row.hospital_id else row.name_zh == other.name_zh
        if same and other.pk != row.replaces_id:
            raise refuse("own-site-twice", site=row.words)


def decision(file: Dossier, row: Decision, viewer: Viewer) -> None:
    """An approval has an end, begins with an initial review, and overlaps no other."""
    where = row.site.words
    what = {"en": f"The decision {row.number}", "zh": f"审查决定 {row.number}"}
    _has_come(what, row.on_day)
    _order(what, row.on_day, row.valid_until)
    _order({"en": "The time to the continuing review", "zh": "跟踪审查期限"}, row.on_day, row.review_due)
    mine = [one for one in file.standing("decision")
            if file.site(one.site_id).pk == row.site_id and one.pk != row.replaces_id]
    if any(one.number == row.number for one in mine):
        raise refuse("own-decision-twice", number=row.number, site=where)
    if not row.approves:
        return
    if row.valid_until is None and row.review_due is None and row.review != Review.AMENDMENT:
        raise refuse("own-decision-no-end")
    first = [one for one in mine if one.approves and one.review == Review.INITIAL]
    if row.review in (Review.AMENDMENT, Review.CONTINUING) and not first and not (
            row.replaces and row.replaces.review == Review.INITIAL):
        raise refuse("own-amendment-first", site=where)
    stopped = any(one.outcome == Outcome.TERMINATED for one in mine)
    for one in first if row.review == Review.INITIAL and not stopped else ():
        end, mine_end = one.valid_until or one.review_due, row.valid_until or row.review_due
        if end and mine_end and one.on_day <= mine_end and row.on_day <= end:
            raise refuse("own-approval-overlaps", number=one.number, site=where, start=one.on_day, end=end)


def version(file: Dossier, row: Version, viewer: Viewer) -> None:
    """A number is given once; an amendment says what it changes; a consent form goes with a protocol."""
    _has_come({"en": f"Version {row.number}", "zh": f"版本 {row.number}"}, row.on_day)
    row.number = row.number.strip()
    for other in file.standing("version"):
        if other.kind == row.kind and other.number.casefold() == row.number.casefold() and other.pk != row.replaces_id:
            raise refuse("own-version-twice", number=row.number)
    if row.kind == VersionKind.CONSENT and row.protocol_id is None:
        raise refuse("own-version-needs-protocol")
    if row.kind == VersionKind.PROTOCOL:
        row.protocol = None
    if row.amendment and not (row.changes_en or row.changes_zh).strip():
        raise refuse("own-version-says-changes")


def in_force(file: Dossier, row: InForce, viewer: Viewer) -> None:
    """Only an approved version comes into force, signed by the investigator or the research office."""
    if not queries.may_sign(viewer, file.own):
        raise refuse("own-signs", who=both_names(file))
    now, by = row.version, row.decision
    if not by.approves:
        raise refuse("own-not-approving", decision=by.number)
    if row.from_day < by.on_day or row.from_day < now.on_day or by.on_day < now.on_day:
        raise refuse("own-version-before-first", number=now.number, day=row.from_day, decision=by.number,
                     decided=by.on_day, written=now.on_day)
    end = by.valid_until or by.review_due
    if end and end < row.from_day:
        raise refuse("own-decision-ended", decision=by.number, end=end, day=row.from_day)
    for turn, other, _by in file.turns(now.kind):
        if other.pk == now.pk and turn.pk != row.replaces_id:
            raise refuse("own-in-force-already", number=now.number, day=turn.from_day)
    if now.kind == VersionKind.CONSENT and now.protocol_id:
        protocol = file.latest("version", now.protocol_id)
        ready = [turn for turn, other, _by in file.turns(VersionKind.PROTOCOL) if other.pk == protocol.pk]
        if not ready or ready[0].from_day > row.from_day:
            raise refuse("own-consent-before-protocol", protocol=protocol.number, day=row.from_day)


def filing(file: Dossier, row: Filing, viewer: Viewer) -> None:
    """What is granted has a number; what is not needed has a reason and a signature."""
    what = both(row.get_kind_display)
    _order(what, row.on_day, row.valid_until)
    _has_come(what, row.on_day)
    if row.state == HgrState.GRANTED and not row.number.strip():
        raise refuse("own-hgr-number")
    if row.state == HgrState.NOT_NEEDED:
        if not row.reason.strip():
            raise refuse("own-hgr-reason")
        if not queries.may_sign(viewer, file.own):
            raise refuse("own-hgr-signs", who=both_names(file))


def member(file: Dossier, row: Member, viewer: Viewer) -> None:
    """Somebody of the site's hospital, or somebody named; once in the same part and time."""
    if row.user_id is None and not row.name.strip():
        raise refuse("own-person-nobody")
    who = member_name(row)
    if row.user_id is not None and not queries.works_at(row.user_id, row.site.hospital_id):
        raise refuse("own-person-unknown", who=who, site=row.site.words)
    part = both(row.get_part_display)
    _order({lang: f"{who[lang]}, {part[lang]}" if lang == "en" else f"{who[lang]}（{part[lang]}）" for lang in ("en", "zh")},
           row.from_day, row.until_day)
    for one in file.standing("member"):
        same = (one.user_id, one.name, one.part) == (row.user_id, row.name, row.part) and one.pk != row.replaces_id
        apart = (one.until_day and one.until_day < row.from_day) or (row.until_day and row.until_day < one.from_day)
        if same and not apart:
            raise refuse("own-person-twice", who=who, part=part)


def grant(file: Dossier, row: Grant, viewer: Viewer) -> None:
    """Funding ends after it begins."""
    _order({"en": f"The funding “{row.title}”", "zh": f"经费“{row.title}”"}, row.from_day, row.until_day)


def spending(file: Dossier, row: Spending, viewer: Viewer) -> None:
    """No more is spent than was given."""
    _has_come({"en": "Spending", "zh": "支出"}, row.on_day)
    given = file.latest("grant", row.grant_id)
    left = given.amount - sum(one.amount for one in file.standing("spending") if one.pk != row.replaces_id
                              and file.latest("grant", one.grant_id).pk == given.pk)
    if row.amount > left:
        raise refuse("own-overspent", amount=row.amount, currency=given.currency, grant=given.title, left=left)


def milestone(file: Dossier, row: Milestone, viewer: Viewer) -> None:
    """A milestone is reached when its day has come."""
    _has_come(both(row.get_kind_display), row.reached_on)


def both_names(file: Dossier) -> dict[str, str]:
    """The principal investigator's name in both languages."""
    return {lang: file.own.principal.name(lang) for lang in ("en", "zh")}


CHECKS: dict[str, Callable[[Dossier, Any, Viewer], None]] = {
    "site": site, "decision": decision, "version": version, "inforce": in_force, "filing": filing, "member": member,
    "grant": grant, "spending": spending, "milestone": milestone,
}
