"""The writes of the workbench: beginning a draft, its lines and groups. One writer at a time works on a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Refused

from .beginning import Sketch
from .choices import ASKS_NOTHING, Author, Origin, Outcome, State, What
from .messages import Changed, refuse
from .models import Dossier, Draft, Group, Line, Step, Version
from .reading import asking_for, read


def allowed(viewer: Viewer, verb: str) -> None:
    """Refuse a viewer who may not, or who is nobody: every word here has a name behind it."""
    if viewer.user_id is None or not may(viewer, verb):
        raise PermissionDenied(verb)


def begin(slug: str, trial_id: int | None, origin: Origin, text: str, text_date: str, sketches: Sequence[Sketch],
          viewer: Viewer, based_on: Version | None = None, groups: Sequence[dict[str, Any]] = ()) -> Draft:
    """Keep a new draft with its lines; refused when one of this trial is in work."""
    allowed(viewer, "curation.write")
    with acting(viewer):
        dossier, _ = Dossier.objects.get_or_create(slug=slug, defaults={"trial_id": trial_id})
        try:
            with transaction.atomic():
                made = Draft.objects.create(dossier=dossier, origin=origin, text=text, text_date=text_date,
                                            based_on=based_on, started_by_id=viewer.user_id)
        except IntegrityError:
            raise refuse("curation-in-work", slug=slug) from None
        kept = {one["code"]: Group.objects.create(draft=made, code=one["code"], kind=one["kind"], name_en=one["en"],
                                                  name_zh=one["zh"], position=place)
                for place, one in enumerate(groups)}
        Line.objects.bulk_create([_line(made, place, one, kept) for place, one in enumerate(sketches)])
        Step.objects.create(draft=made, what=What.STARTED, by_id=viewer.user_id)
        return made


def _line(draft: Draft, place: int, one: Sketch, groups: dict[str, Group]) -> Line:
    told = asdict(one)
    group, by, settled = groups.get(told.pop("group")), told.pop("written_by"), told.pop("settled_by")
    return Line(draft=draft, position=place, group=group, written_by_id=by, settled_by_id=settled, **told)


@contextmanager
def working(draft_id: int, viewer: Viewer) -> Iterator[Draft]:
    """A draft in work, held by one writer; its edition grows."""
    allowed(viewer, "curation.write")
    with acting(viewer):
        draft = Draft.objects.select_for_update().filter(pk=draft_id, state=State.OPEN).first()
        if draft is None:
            raise refuse("curation-not-open")
        yield draft
        draft.edition += 1
        draft.save(update_fields=["edition", "changed_at"])


def _held(draft: Draft, line_id: int, edition: int) -> Line:
    line = Line.objects.filter(pk=line_id, draft=draft).first()
    if line is None:
        raise refuse("curation-line-gone")
    if line.edition != edition:
        raise Changed(line, _name(line.settled_by_id or line.written_by_id))
    return line


def _name(user_id: int | None) -> dict[str, str]:
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return {"en": user.name("en"), "zh": user.name("zh")} if user else {"en": "Somebody", "zh": "其他人"}


def write(draft_id: int, line_id: int, edition: int, outcome: str, sentence: str, viewer: Viewer, *,
          settle: bool = False, group: str | None = None) -> Line:
    """Keep what a person made of a line; raises `Changed` when somebody else was quicker."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        sentence = "" if outcome in ASKS_NOTHING else sentence.replace("\r\n", "\n").replace("\0", "\ufffd").strip()
        if (outcome, sentence) != (line.outcome, line.sentence):
            line.outcome, line.sentence, line.author, line.proposer = outcome, sentence, Author.PERSON, ""
            line.written_by_id, line.settled_by_id, line.settled_at = viewer.user_id, None, None
        if group is not None:
            line.group = _group(draft, group)
        if settle:
            _settle(line, viewer)
        return _kept(line)


def ask_of_a_person(draft_id: int, line_id: int, edition: int, viewer: Viewer) -> Line:
    """Make the words of a line, as they stand, a question to a person; somebody still has to settle it."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        line.outcome, line.author, line.proposer = Outcome.ASK, Author.PERSON, ""
        line.sentence = asking_for(line.text, line.side == "exclusion")
        line.written_by_id, line.settled_by_id, line.settled_at = viewer.user_id, None, None
        return _kept(line)


def settle(draft_id: int, line_id: int, edition: int, viewer: Viewer, *, undo: bool = False) -> Line:
    """A person stands for a line as it is, or takes that back."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        if undo:
            line.settled_by_id = line.settled_at = None
        else:
            _settle(line, viewer)
        return _kept(line)


def settle_quiet(draft_id: int, viewer: Viewer) -> int:
    """Settle every heading and remark that is as the drafter left it: they ask nothing."""
    with working(draft_id, viewer) as draft:
        return Line.objects.filter(draft=draft, outcome__in=ASKS_NOTHING, settled_by=None, mark="").update(
            settled_by_id=viewer.user_id, settled_at=timezone.now(), edition=F("edition") + 1)


def propose(draft_id: int, line_id: int, edition: int, sentence: str, proposer: str, viewer: Viewer) -> Line:
    """Keep what a machine proposes for a line nobody has settled; it must parse, and stays marked as its."""
    found = read(sentence)
    if found.node is None:
        raise Refused(list(found.problems))
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        if line.settled_by_id is not None:
            raise Changed(line, _name(line.settled_by_id))
        line.outcome, line.sentence, line.author, line.proposer = Outcome.DRAFTED, sentence, Author.MACHINE, proposer[:120]
        line.written_by = None
        return _kept(line)


def add(draft_id: int, after: int | None, viewer: Viewer, group: str = "") -> Line:
    """An empty line of a person's own, below another or at the end."""
    with working(draft_id, viewer) as draft:
        before = Line.objects.filter(draft=draft, pk=after).first() if after else None
        last = Line.objects.filter(draft=draft).order_by("-position").first()
        place = (before or last).position + 1 if before or last else 0      # type: ignore[union-attr]
        _make_room(draft, place, 1)
        return Line.objects.create(draft=draft, position=place, outcome=Outcome.DRAFTED, author=Author.PERSON,
                                   written_by_id=viewer.user_id,
                                   group=_group(draft, group) if group else before.group if before else None)


def split(draft_id: int, line_id: int, edition: int, parts: Sequence[str], viewer: Viewer) -> list[Line]:
    """Several lines of one: each keeps its own words; the first keeps the sentence, nothing stays settled."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        wanted = [part.strip() for part in parts if part.strip()]
        if "".join("".join(wanted).split()) != "".join(line.text.split()):
            raise refuse("curation-split")
        if len(wanted) < 2:
            raise refuse("curation-split-one")
        spans, at = [], 0
        for part in wanted:
            at, end = _span(line.text, at, part)
            spans.append((at, end))
            at = end
        _make_room(draft, line.position + 1, len(spans) - 1)
        base, words, made = line.start, line.text, []
        for place, (start, end) in enumerate(spans):
            one = line if place == 0 else Line(draft=draft, position=line.position + place, group=line.group, side=line.side,
                                               kind=line.kind, outcome=Outcome.NOT_UNDERSTOOD, author=Author.PERSON,
                                               mark=line.mark)
            one.text = words[start:end]
            one.start, one.end = (None, None) if base is None else (base + start, base + end)
            one.written_by_id, one.settled_by_id, one.settled_at = viewer.user_id, None, None
            made.append(_kept(one) if one.pk else one)
        for one in made[1:]:
            one.save()
        return made


def _span(text: str, at: int, part: str) -> tuple[int, int]:
    """Where the letters of a part stand, whatever white space lies between them."""
    letters, start = len("".join(part.split())), None
    for place in range(at, len(text)):
        if text[place].isspace():
            continue
        start = place if start is None else start
        letters -= 1
        if letters == 0:
            return start, place + 1
    raise refuse("curation-split")


def move(draft_id: int, line_id: int, edition: int, by: int, viewer: Viewer) -> Line:
    """One place up (-1) or down (1)."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        near = Line.objects.filter(draft=draft, **({"position__lt": line.position} if by < 0 else
                                                   {"position__gt": line.position})
                                   ).order_by("-position" if by < 0 else "position").first()
        if near is not None:
            Line.objects.filter(pk=near.pk).update(position=line.position)
            Line.objects.filter(pk=line.pk).update(position=near.position)
            line.position = near.position
        return line


def remove(draft_id: int, line_id: int, edition: int, viewer: Viewer) -> None:
    """Remove a line that holds no words of the text."""
    with working(draft_id, viewer) as draft:
        line = _held(draft, line_id, edition)
        if line.start is not None:
            raise refuse("curation-words-stay")
        line.delete()


def add_group(draft_id: int, code: str, kind: str, en: str, zh: str, viewer: Viewer) -> Group:
    """An arm, cohort or dose level with criteria of its own."""
    code, en, zh = code.strip(), en.strip(), zh.strip()
    if not (code and en and zh):
        raise refuse("curation-group-words")
    with working(draft_id, viewer) as draft:
        if Group.objects.filter(draft=draft, code=code).exists():
            raise refuse("curation-group-twice", code=code)
        return Group.objects.create(draft=draft, code=code[:40], kind=kind, name_en=en[:200], name_zh=zh[:200],
                                    position=Group.objects.filter(draft=draft).count())


def remove_group(draft_id: int, code: str, viewer: Viewer) -> None:
    """Remove a group without lines."""
    with working(draft_id, viewer) as draft:
        group = _group(draft, code)
        if group is not None and Line.objects.filter(group=group).exists():
            raise refuse("curation-group-lines", code=code)
        if group is not None:
            group.delete()


def _group(draft: Draft, code: str) -> Group | None:
    if not code:
        return None
    found = Group.objects.filter(draft=draft, code=code).first()
    if found is None:
        raise refuse("curation-no-group", code=code)
    return found


def _settle(line: Line, viewer: Viewer) -> None:
    if line.outcome == Outcome.NOT_UNDERSTOOD:
        raise refuse("curation-not-settled")
    if line.outcome not in ASKS_NOTHING and not line.sentence:
        raise refuse("curation-empty")
    if line.sentence and (wrong := read(line.sentence).problems):
        raise Refused(list(wrong))
    line.settled_by_id, line.settled_at = viewer.user_id, timezone.now()


def _kept(line: Line) -> Line:
    line.edition += 1
    line.save()
    return line


def _make_room(draft: Draft, place: int, many: int) -> None:
    Line.objects.filter(draft=draft, position__gte=place).update(position=F("position") + many)
