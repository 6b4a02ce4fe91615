"""The verbs of the community: ask, reply, answer, report, read first, keep a card."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from paeonia.people import handing
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.post.actions import send
from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from . import promoting, queries, reading
from .choices import Deed, State
from .models import Group, Moderation, Promotion, Question, Reply

MOST = 5    # questions of one person that may wait at once


def ask(text: str, topic: str, name: str, viewer: Viewer, agrees: bool = False) -> Question:
    """Keep a question to be read; what it tells of danger is found at once."""
    _may(viewer, "community.ask")
    if not text.strip():
        raise refuse("community-empty")
    with acting(viewer):
        if Question.objects.filter(user_id=viewer.user_id, state=State.WAITING).count() >= MOST:
            raise refuse("community-many")
        return Question.objects.create(
            hospital_id=viewer.hospital_ids[0], user_id=viewer.user_id, name=reading.shown_name(name), said=text.strip(),
            topic=topic, dangers=reading.found(text), agrees=agrees)


def agree(question: Question, agrees: bool, viewer: Viewer) -> None:
    """Say that one's own question may become an article without one's name, or may not; until it went there."""
    _may(viewer, "community.ask")
    if question.user_id != viewer.user_id:
        raise PermissionDenied("community.ask")
    with acting(viewer):
        if Promotion.objects.filter(question=question).exists():
            raise refuse("community-promoted")
        Question.objects.filter(pk=question.pk).update(agrees=agrees)


def promote(question: Question, reply: Reply, viewer: Viewer) -> str:
    """Hand a good answer to the library as a draft that names nobody; returns the address where an editor finds it."""
    _may(viewer, "community.moderate")
    if not queries.moderates(viewer, question) or reply.question_id != question.pk:
        raise PermissionDenied("community.moderate")
    if not handing.receives("library"):
        raise refuse("community-no-library")
    with acting(viewer):
        held = Question.objects.select_for_update().get(pk=question.pk)     # she may have withdrawn it meanwhile
        answer = Reply.objects.get(pk=reply.pk)
        if not held.agrees:
            raise refuse("community-not-agreed")
        if not (held.state == answer.state == State.SHOWN and answer.role):
            raise refuse("community-no-answer")
        if Promotion.objects.filter(question=held).exists():
            raise refuse("community-promoted")
        address = handing.hand("library", promoting.draft(held, answer, timezone.localdate()), viewer)
        Promotion.objects.create(question=held, reply=answer, hospital_id=held.hospital_id, user_id=held.user_id,
                                 address=address[:200], by_id=viewer.user_id)
        return address


def reply(question: Question, text: str, name: str, viewer: Viewer) -> Reply:
    """Answer a question that is shown: the team's answer is shown at once under its name, a patient's is read first."""
    team = may(viewer, "community.answer")
    if not team:
        _may(viewer, "community.ask")
    if not text.strip():
        raise refuse("community-empty")
    if question.state != State.SHOWN:
        raise refuse("community-not-shown")
    with acting(viewer):
        made = Reply.objects.create(
            question=question, hospital_id=question.hospital_id, user_id=viewer.user_id,
            name=viewer.name[:30] if team else reading.shown_name(name), role=viewer.role if team else "", said=text.strip(),
            shown=text.strip() if team else "", state=State.SHOWN if team else State.WAITING,
            dangers=[] if team else reading.found(text))
        if team:
            send([question.user_id], "community-answered", link=_page(question))
        return made


def flag(question: Question, reply_id: int | None, why: str, viewer: Viewer) -> None:
    """Tell those who read first that something should not stand there."""
    _may(viewer, "community.read")
    if not why.strip():
        raise refuse("community-why")
    with acting(viewer):
        row = question.replies.filter(pk=reply_id).first() if reply_id is not None else None
        Moderation.objects.create(question=question, reply=row, hospital_id=question.hospital_id, deed=Deed.FLAGGED,
                                  why=why.strip()[:300], by_id=viewer.user_id)


def read(waiting: queries.Waiting, deed: str, shown: str, why: str, viewer: Viewer) -> None:
    """Say what becomes of a text: shown, shown with parts blacked out, not shown, or taken down; kept with the reason."""
    _may(viewer, "community.moderate")
    told = {Deed.SHOWN: State.SHOWN, Deed.DECLINED: State.DECLINED, Deed.HIDDEN: State.HIDDEN}[Deed(deed)]
    if told != State.SHOWN and not why.strip():
        raise refuse("community-why")
    with acting(viewer):
        kind = Question if waiting.reply is None else Reply
        row = kind.objects.select_for_update().filter(pk=waiting.text.pk).first()
        if row is None or not queries.moderates(viewer, row):
            raise PermissionDenied("community.moderate")
        if row.state != waiting.text.state:
            raise refuse("community-done")
        row.state = told
        row.shown = (shown.strip() or reading.blacked(row.said)[0]) if told == State.SHOWN else row.shown
        row.save(update_fields=["state", "shown"])
        done = Deed.REDACTED if told == State.SHOWN and row.shown != row.said else Deed(deed)
        Moderation.objects.create(question=waiting.question, reply=waiting.reply, hospital_id=row.hospital_id, deed=done,
                                  why=why.strip()[:300], by_id=viewer.user_id)
        _tell(waiting, told)


def _tell(waiting: queries.Waiting, state: State) -> None:
    """Write to whoever wrote it what became of it, and to the asker that somebody replied."""
    link, wrote, asked = _page(waiting.question), waiting.text.user_id, waiting.question.user_id
    send([wrote], "community-shown" if state == State.SHOWN else "community-not-shown", link=link)
    if waiting.reply is not None and state == State.SHOWN and asked != wrote:
        send([asked], "community-replied", link=link)


def _page(question: Question) -> str:
    return reverse("community-question", args=[question.pk])


def keep(group: Group, viewer: Viewer) -> None:
    """Keep the card of a group."""
    _may(viewer, "community.moderate")
    if group.host_id not in viewer.hospital_ids:
        raise PermissionDenied("community.moderate")
    with acting(viewer):
        group.save()


def _may(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb) or viewer.user_id is None:
        raise PermissionDenied(verb)
