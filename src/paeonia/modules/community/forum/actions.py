"""The verbs of the forum: write, answer, follow, say what was done, report, moderate, add a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from paeonia.chart import redrawing, uploads
from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.problems import refuse

from . import case as template
from . import gate, queries
from . import messages as _messages  # noqa: F401  declares what is said here
from .choices import PLAIN, Deed, State
from .models import Done, Follow, Picture, Reply, Thread

FLAGS = 3           # reports after which something is hidden until a moderator looked
LARGEST = 10 * 2**20
MOST_PICTURES = 6
BECOMES = {Deed.SHOWN: State.SHOWN, Deed.BOUNCED: State.BOUNCED, Deed.HIDDEN: State.HIDDEN}


def write(held: Thread | None, topic: str, texts: Mapping[str, str], case: Mapping[str, Any], answers: Mapping[str, str],
          attested: bool, viewer: Viewer) -> Thread:
    """Keep a thread that passes the gate, or one mended after it was given back; raises gate.Closed while it does not."""
    _may(viewer, "forum.write")
    if not texts.get("title", "").strip() or not texts.get("question", "").strip():
        raise refuse("forum-empty")
    if held is not None and (held.user_id != viewer.user_id or held.state not in (State.SHOWN, State.BOUNCED)):
        raise refuse("forum-not-hers")
    through = gate.passed(texts, answers, timezone.localdate())
    if not attested:
        raise refuse("forum-attest")
    with acting(viewer):
        one = held or Thread(hospital_id=viewer.hospital_ids[0], user_id=viewer.user_id, role=viewer.role)
        for name, text in through.texts.items():
            setattr(one, name, text)
        one.topic, one.case, one.kept, one.state = topic, dict(case), through.kept, State.SHOWN
        one.attested_at = one.changed_at = timezone.now()
        one.words = "\n".join([*through.texts.values(), *template.searchable(case)])
        one.save()
        Follow.objects.get_or_create(thread=one, user_id=viewer.user_id)
        return one


def answer(thread: Thread, text: str, answers: Mapping[str, str], attested: bool, viewer: Viewer) -> Reply:
    """Answer a thread; a reply goes through the same gate."""
    _may(viewer, "forum.write")
    _open(thread)
    if not text.strip():
        raise refuse("forum-empty")
    through = gate.passed({"text": text}, answers, timezone.localdate())
    if not attested:
        raise refuse("forum-attest")
    with acting(viewer):
        return Reply.objects.create(thread=thread, hospital_id=viewer.hospital_ids[0], user_id=viewer.user_id,
                                    role=viewer.role, text=through.texts["text"], kept=through.kept)


def follow(thread: Thread, wanted: bool, viewer: Viewer) -> None:
    """Follow a thread, or no longer."""
    _may(viewer, "forum.read")
    with acting(viewer):
        if wanted:
            Follow.objects.get_or_create(thread=thread, user_id=viewer.user_id)
        else:
            Follow.objects.filter(thread=thread, user_id=viewer.user_id).delete()


def seen(opened: queries.Opened, viewer: Viewer) -> None:
    """Note that a follower has read what there is."""
    if opened.follows and opened.replies:
        with acting(viewer):
            unread = Follow.objects.filter(thread=opened.thread, user_id=viewer.user_id, seen_at__lt=opened.replies[-1].at)
            for one in unread:
                one.seen_at = timezone.now()
                one.save(update_fields=["seen_at"])


def say_done(thread: Thread, reply: Reply | None, viewer: Viewer) -> None:
    """Mark the reply that was followed, or none: for who began the thread alone."""
    _may(viewer, "forum.write")
    if thread.user_id != viewer.user_id:
        raise refuse("forum-not-hers")
    with acting(viewer):
        Thread.objects.filter(pk=thread.pk).update(did=reply)


def flag(thread: Thread, reply: Reply | None, why: str, viewer: Viewer) -> None:
    """Report a thread or a reply; the third colleague's report hides it until a moderator has looked."""
    _may(viewer, "forum.read")
    if not why.strip():
        raise refuse("forum-why")
    thing = reply or thread
    house = system_viewer("forum: reports are counted", (thing.hospital_id,))     # a colleague sees her own alone
    with transaction.atomic():
        with acting(house):
            before = queries.flags(house, thread.pk).get((thread.pk, reply.pk if reply else None), set())
        if viewer.user_id in before:
            raise refuse("forum-once")
        with acting(viewer):
            _note(thread, reply, None, Deed.FLAGGED, why, viewer)
        if len(before) + 1 >= FLAGS:
            with acting(house):
                if type(thing).objects.filter(pk=thing.pk, state=State.SHOWN).update(state=State.HIDDEN):
                    _note(thread, reply, None, Deed.REPORTED, "", house)


def moderate(thread: Thread, thing: Thread | Reply | Picture, deed: str, why: str, viewer: Viewer) -> None:
    """Show, give back, hide, close or open again; all but showing and opening needs a reason, and all is kept."""
    _may(viewer, "forum.moderate")
    done = Deed(deed)
    if not queries.moderates(viewer, thing):
        raise PermissionDenied("forum.moderate")
    if done not in PLAIN and not why.strip():
        raise refuse("forum-why")
    with acting(viewer):
        row = type(thing).objects.select_for_update().filter(pk=thing.pk).first()
        if row is None or row.state != thing.state:
            raise refuse("forum-done")
        if done in BECOMES:
            row.state = BECOMES[done]
        elif isinstance(row, Thread):
            row.closed_why = why.strip()[:300] if done == Deed.CLOSED else ""
        if isinstance(row, Picture) and done != Deed.SHOWN:
            transaction.on_commit(lambda stored=row.stored: uploads.forget(stored))    # type: ignore[misc]
            row.stored, row.state = "", State.HIDDEN
        row.save()
        _note(thread, row if isinstance(row, Reply) else None, row if isinstance(row, Picture) else None, done, why, viewer)


def picture(thread: Thread, file: Any, shows: str, attested: bool, viewer: Viewer) -> Picture:
    """Keep a picture of one's own thread, drawn anew; a moderator looks at it before anybody else does."""
    _may(viewer, "forum.write")
    _open(thread)
    if thread.user_id != viewer.user_id:
        raise refuse("forum-not-hers")
    if not attested:
        raise refuse("forum-attest")
    through = gate.passed({"shows": shows}, {}, timezone.localdate())
    if file.size > LARGEST:
        raise refuse("forum-picture")
    try:
        dots, ends = redrawing.drawn_anew(file.read())
    except redrawing.NoPicture as none:
        raise refuse("forum-dicom" if none.kind == "dicom" else "forum-picture") from None
    with acting(viewer):
        if thread.pictures.exclude(stored="").count() >= MOST_PICTURES:
            raise refuse("forum-pictures")
        stored = uploads.store(ContentFile(dots), "forum-", f".{ends}")
        return Picture.objects.create(thread=thread, hospital_id=thread.hospital_id, user_id=viewer.user_id, ends=ends,
                                      shows=through.texts["shows"][:200], stored=stored)


def _note(thread: Thread, reply: Reply | None, picture: Picture | None, deed: Deed, why: str, viewer: Viewer) -> None:
    thing = picture or reply or thread
    Done.objects.create(thread=thread, reply=reply, picture=picture, hospital_id=thing.hospital_id, deed=deed,
                        why=why.strip()[:300], by_id=viewer.user_id)


def _open(thread: Thread) -> None:
    if thread.closed_why:
        raise refuse("forum-closed")
    if thread.state != State.SHOWN:
        raise refuse("forum-not-shown")


def _may(viewer: Viewer, verb: str) -> None:
    if not may(viewer, verb) or viewer.user_id is None:
        raise PermissionDenied(verb)
