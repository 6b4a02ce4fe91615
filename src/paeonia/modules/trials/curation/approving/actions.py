"""Where a draft goes: submitted by one person, returned or approved by another; what is approved is asked at once."""

from __future__ import annotations

from django.utils import timezone

from paeonia.modules.trials import actions as trials_actions
from paeonia.modules.trials import superseding
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ..actions import allowed
from ..choices import ASKS_NOTHING, Outcome, State, What
from ..freezing import digest, eligibility, frozen, speaking
from ..linting import between
from ..messages import problem, refuse
from ..models import Draft, Line, Step, Version
from ..reading import STOPS, read
from ..testing.running import failing


def hindrances(draft: Draft) -> list[Problem]:
    """What stands in the way of submitting: lines first, then groups, then test patients answered otherwise."""
    lines, groups = list(draft.lines.all()), list(draft.groups.all())
    speaks = {line.group_id for line in speaking(lines)}
    return [*_of_lines(lines), *(problem("curation-group-empty", code=one.code) for one in groups if one.pk not in speaks),
            *failing(draft)]


def _of_lines(lines: list[Line]) -> list[Problem]:
    found: list[Problem] = []
    warned = between(lines)
    for n, line in enumerate(lines, 1):
        asks = line.outcome not in ASKS_NOTHING
        if asks and line.sentence and (problems := read(line.sentence).problems):
            found += [problem("curation-unread", n=n, why={"en": one.text("en"), "zh": one.text("zh")}) for one in problems]
        elif line.settled_by_id is None or line.outcome == Outcome.NOT_UNDERSTOOD or asks and not line.sentence:
            said = line.text or line.sentence
            found.append(problem("curation-unsettled", n=n, text=said[:60] + ("…" if len(said) > 60 else "")))
        found += [problem("curation-impossible", n=n, why={"en": one.text("en"), "zh": one.text("zh")})
                  for one in warned.get(line.pk, ()) if one.code in STOPS]
    return found if speaking(lines) else [*found, problem("curation-nothing")]


def submit(draft_id: int, viewer: Viewer, note: str = "") -> Draft:
    """Hand a draft to a second person; refused while a line is unsettled, does not parse or contradicts another."""
    allowed(viewer, "curation.write")
    with acting(viewer):
        draft = _held(draft_id, State.OPEN, "curation-not-open")
        wrong = hindrances(draft)
        if wrong:
            raise Refused(wrong)
        draft.state, draft.submitted_by_id, draft.submitted_at = State.SUBMITTED, viewer.user_id, timezone.now()
        return _went(draft, What.SUBMITTED, viewer, note)


def recall(draft_id: int, viewer: Viewer) -> Draft:
    """Take a submitted draft back into work."""
    allowed(viewer, "curation.write")
    with acting(viewer):
        draft = _held(draft_id, State.SUBMITTED, "curation-not-submitted")
        draft.state = State.OPEN
        return _went(draft, What.RECALLED, viewer, "")


def hand_back(draft_id: int, viewer: Viewer, note: str) -> Draft:
    """Return a submitted draft with what has to be changed."""
    allowed(viewer, "curation.approve")
    if not note.strip():
        raise refuse("curation-return-note")
    with acting(viewer):
        draft = _held(draft_id, State.SUBMITTED, "curation-not-submitted")
        draft.state = State.OPEN
        return _went(draft, What.RETURNED, viewer, note)


def give_up(draft_id: int, viewer: Viewer, note: str = "") -> Draft:
    """End a draft without a version; it stays readable."""
    allowed(viewer, "curation.write")
    with acting(viewer):
        draft = _held(draft_id, State.OPEN, "curation-not-open")
        draft.state = State.WITHDRAWN
        return _went(draft, What.WITHDRAWN, viewer, note)


def authors(draft: Draft, lines: list[Line]) -> set[int]:
    """Who stands behind the draft so far; what an earlier version brought along has its own two people."""
    found = {draft.submitted_by_id}
    for line in lines:
        if line.settled_at is None or line.settled_at >= draft.started_at:
            found |= {line.written_by_id, line.settled_by_id}
    return {one for one in found if one is not None}


def approve(draft_id: int, edition: int, viewer: Viewer, note: str = "") -> Version:
    """A second person stands for the draft as she read it (`edition`): the next version, asked from now on."""
    allowed(viewer, "curation.approve")
    with acting(viewer):
        draft = _held(draft_id, State.SUBMITTED, "curation-not-submitted")
        if draft.edition != edition:
            raise refuse("curation-other-edition")
        lines, groups = list(draft.lines.all()), list(draft.groups.all())
        who = authors(draft, lines)
        if viewer.user_id in who:
            raise refuse("curation-own-words")
        wrong = hindrances(draft)       # the dictionary may have changed since it was submitted
        if wrong:
            raise Refused(wrong)
        whole = eligibility(lines)
        last = draft.dossier.versions.order_by("-number").first()
        made = Version.objects.create(
            dossier=draft.dossier, number=last.number + 1 if last else 1, draft=draft, text=draft.text,
            text_date=draft.text_date, content=frozen(draft, lines, groups), eligibility=whole, digest=digest(whole),
            authors=sorted(who), submitted_by_id=draft.submitted_by_id, approved_by_id=viewer.user_id, note=note.strip())
        draft.state = State.APPROVED
        _went(draft, What.APPROVED, viewer, note)
        if draft.dossier.trial_id:
            trials_actions.touch(draft.dossier.trial_id)
        superseding.changed()
        return made


def _held(draft_id: int, state: State, otherwise: str) -> Draft:
    draft = Draft.objects.select_for_update().select_related("dossier").filter(pk=draft_id, state=state).first()
    if draft is None:
        raise refuse(otherwise)
    return draft


def _went(draft: Draft, what: What, viewer: Viewer, note: str) -> Draft:
    draft.edition += 1
    draft.save()
    Step.objects.create(draft=draft, what=what, by_id=viewer.user_id, note=note.strip()[:2_000])
    return draft
