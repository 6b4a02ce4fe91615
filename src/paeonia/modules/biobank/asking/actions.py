"""Keeping questions: the only writes of this room."""

from __future__ import annotations

from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer
from paeonia.record.problems import Problem, Refused

from ..actions import allowed
from .asking import Found, read
from .models import NotedAnswer, SavedQuestion


def keep(title_zh: str, title_en: str, sentence: str, hospital_id: int, viewer: Viewer) -> SavedQuestion:
    """Keep a question that can be read; raises Refused."""
    read(sentence, viewer)
    zh, en = title_zh.strip()[:200], title_en.strip()[:200]
    if not (zh and en):
        raise Refused([Problem("bankask-untitled")])
    made = SavedQuestion(hospital_id=hospital_id, title_zh=zh, title_en=en, sentence=sentence, by_id=viewer.user_id)
    allowed(viewer, "bank.see", made)
    with acting(viewer):
        made.save()
    return made


def note(question: SavedQuestion, found: Found, viewer: Viewer) -> NotedAnswer:
    """Note what is answered now, so that the next look shows the difference."""
    allowed(viewer, "bank.see", question)
    with acting(viewer):
        return NotedAnswer.objects.create(
            hospital_id=question.hospital_id, question=question, by_id=viewer.user_id, yes=[one.id for one in found.yes],
            open=len(found.open), no=found.refused, version=found.held.words.dictionary.version)


def share(question: SavedQuestion, shared: bool, viewer: Viewer) -> None:
    """Show it to everybody who sees the bank, or only to its author again."""
    _own(question, viewer)
    with acting(viewer):
        SavedQuestion.objects.filter(pk=question.pk).update(shared=shared)


def retire(question: SavedQuestion, viewer: Viewer) -> None:
    """Take it off the list; what was noted stays."""
    _own(question, viewer)
    with acting(viewer):
        SavedQuestion.objects.filter(pk=question.pk, retired_at__isnull=True).update(retired_at=timezone.now())


def _own(question: SavedQuestion, viewer: Viewer) -> None:
    # Somebody else's question is changed by asking a better one.
    allowed(viewer, "bank.see" if question.by_id == viewer.user_id else "bank.manage", question)
