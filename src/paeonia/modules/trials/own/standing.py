"""How an own trial stands on a day: approvals, expiries, and whether anybody may be enrolled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from paeonia.modules.trials.permits import ConsentVersion, Permit
from paeonia.people.context import acting
from paeonia.people.viewer import system_viewer
from paeonia.record.problems import Problem
from paeonia.ui.words import both

from .choices import BEFORE_ENTRY, HgrState, Outcome, Review, VersionKind
from .dossier import Dossier, dossiers
from .models import Decision, OwnTrial, Site
from .refusing import problem
from .words_of import KIND_WORDS

STEPS = ((7, "week"), (30, "month"), (60, "soon"))
CLOSING = (Outcome.TERMINATED,)
WHOLE = (Review.INITIAL, Review.CONTINUING, Review.REPEAT)  # a refusal of these stops the trial, of an amendment does not


@dataclass(frozen=True)
class Ethics:
    """What a site's ethics committee says on a day: none, valid, expired or stopped; `until` is the last valid day."""

    state: str
    until: date | None = None
    review_due: date | None = None
    decision: Decision | None = None


def ethics(file: Dossier, site: Site, day: date) -> Ethics:
    """How ethics approval stands at a site; a site that accepts the lead's decision follows the lead."""
    mine = [one for one in file.standing("decision") if file.site(one.site_id).pk == site.pk and one.on_day <= day]
    if site.relies_on_lead and file.lead_site and file.lead_site.pk != site.pk:
        closed = _said(mine, day)
        return closed if closed.state == "stopped" else ethics(file, file.lead_site, day)
    return _said(mine, day)


def _said(decisions: list[Decision], day: date) -> Ethics:
    now = Ethics("none")
    for one in sorted(decisions, key=lambda one: (one.on_day, one.pk)):
        if one.outcome in CLOSING or (one.outcome == Outcome.NOT_APPROVED and one.review in WHOLE):
            now = Ethics("stopped", None, None, one)
        elif one.approves and (one.review in WHOLE or now.state == "valid"):
            due = one.review_due or now.review_due
            now = Ethics("valid", one.valid_until or (now.until if one.review == Review.AMENDMENT else None), due, one)
    until = now.until or now.review_due  # where the letter states no end, it ends when it is not reviewed again
    over = now.state == "valid" and until is not None and until < day
    return Ethics("expired" if over else now.state, until, now.review_due, now.decision)


def permit_of(file: Dossier, hospital_id: int, day: date) -> Permit:
    """Whether somebody may be enrolled at a hospital on a day."""
    name = file.own.acronym
    site = next((one for one in file.sites if one.hospital_id == hospital_id), None)
    if site is None:
        return Permit((problem("own-not-a-site", trial=name),))
    why: list[Problem] = []
    if site.left_on and site.left_on < day:
        why.append(problem("own-site-left", trial=name, site=site.words, day=site.left_on))
    said = ethics(file, site, day)
    told = {"trial": name, "site": site.words, "day": day, "end": said.until or day,
            "number": said.decision.number if said.decision else "–"}
    if said.state != "valid":
        why.append(problem(f"own-ethics-{said.state}", **told))
    if file.in_force(VersionKind.PROTOCOL, day) is None:
        why.append(problem("own-no-protocol", trial=name, day=day))
    filed = [one for one in file.standing("filing") if one.on_day <= day]
    if not filed:
        why.append(problem("own-hgr-unsaid", trial=name))
    for one in filed:
        if one.kind in BEFORE_ENTRY and one.state not in (HgrState.GRANTED, HgrState.NOT_NEEDED):
            why.append(problem("own-hgr-open", trial=name, kind=both(one.get_kind_display),
                               state=both(one.get_state_display)))
        elif one.kind in BEFORE_ENTRY and one.valid_until and one.valid_until < day:
            why.append(problem("own-hgr-expired", trial=name, kind=both(one.get_kind_display), end=one.valid_until))
    return Permit(tuple(why), said.until)


def permit(trial_id: int, hospital_id: int, day: date) -> Permit | None:
    """What `trials.permits` asks. Asked for the house: whoever enrols need not belong to the trial's lead hospital."""
    file = _file(trial_id)
    return None if file is None else permit_of(file, hospital_id, day)


def consents(trial_id: int, hospital_id: int) -> tuple[ConsentVersion, ...]:
    """Versions of the consent form that came into force, for the room that takes consents."""
    file = _file(trial_id)
    if file is None or hospital_id not in {one.hospital_id for one in file.sites}:
        return ()
    found = []
    for turn, version, decision in file.turns(VersionKind.CONSENT):
        protocol = file.latest("version", version.protocol_id).number if version.protocol_id else ""
        found.append(ConsentVersion(version.number, protocol, decision.on_day, turn.from_day, version.changes["zh"]))
    return tuple(found)


def _file(trial_id: int) -> Dossier | None:
    with acting(system_viewer("permits of a trial")):
        own = OwnTrial.objects.filter(trial_id=trial_id).first()
        return dossiers([own])[0] if own else None


@dataclass(frozen=True)
class Due:
    """A day on which something of a trial ends: what, how near (over, week, month, soon, far), and begun when."""

    what: dict[str, str]
    day: date
    level: str
    start: date | None = None
    kind: str = "ethics"


def level(day: date, today: date) -> str:
    """How near a day is: over, within 7, 30 or 60 days, or far."""
    left = (day - today).days
    return "over" if left < 0 else next((name for days, name in STEPS if left <= days), "far")


def dues(file: Dossier, today: date) -> tuple[Due, ...]:
    """Everything that ends, the nearest first."""
    found: list[Due] = []

    def add(kind: str, day: date | None, start: date | None = None, **more: dict[str, str]) -> None:
        if day is not None:
            found.append(Due(_ending(kind, more), day, level(day, today), start, kind))

    _papers(file, today, add)
    for one in file.standing("member"):
        if not (one.until_day and one.until_day < today):
            add("gcp", one.gcp_until, None, who=member_name(one))
    for one in file.standing("grant"):
        add("grant", one.until_day, one.from_day, what={"en": one.title, "zh": one.title})
    for one in file.standing("milestone"):
        if one.reached_on is None:
            add("mark", one.planned_on, None, what=both(one.get_kind_display))
    return tuple(sorted(found, key=lambda one: one.day))


def _ending(kind: str, more: dict[str, dict[str, str]]) -> dict[str, str]:
    return {lang: KIND_WORDS[kind][lang].format(**{name: said[lang] for name, said in more.items()})
            for lang in ("en", "zh")}


def _papers(file: Dossier, today: date, add: Callable[..., None]) -> None:
    for site in file.sites:
        said = ethics(file, site, today)
        if said.state in ("valid", "expired") and said.decision and not (site.left_on and site.left_on < today):
            add("ethics", said.until, said.decision.on_day, site=site.words)
            if said.review_due and said.review_due != said.until:
                add("review", said.review_due, said.decision.on_day, site=site.words)
    for one in file.standing("filing"):
        if one.state == HgrState.GRANTED:
            add("hgr", one.valid_until, one.on_day, what=both(one.get_kind_display))


def member_name(one: object) -> dict[str, str]:
    """A person of the team, with an account or without."""
    user = getattr(one, "user", None)
    name = str(getattr(one, "name", ""))
    return {lang: user.name(lang) if user else name for lang in ("en", "zh")}
