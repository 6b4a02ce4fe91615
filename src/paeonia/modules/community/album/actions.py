"""The verbs of albums: begin one, add a photograph, name who is in it, agree, withdraw, delete."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from paeonia.chart import redrawing, uploads
from paeonia.people.context import acting
from paeonia.people.models import User
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer, system_viewer
from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from . import queries
from .choices import Deed, How, State
from .models import Album, Done, Person, Photo

LARGEST = 12 * 2**20


def begin(album: Album, viewer: Viewer) -> Album:
    """Begin an album."""
    _keeps(album, viewer)
    with acting(viewer):
        album.save()
        return album


def add(album: Album, file: Any, shows: str, viewer: Viewer) -> Photo:
    """Keep a photograph, drawn anew without place, camera or time; nobody else sees it yet."""
    _keeps(album, viewer)
    if file.size > LARGEST:
        raise refuse("album-picture")
    try:
        dots, ends = redrawing.drawn_anew(file.read())
    except redrawing.NoPicture:
        raise refuse("album-picture") from None
    with acting(viewer):
        made = Photo.objects.create(album=album, hospital_id=album.hospital_id, user_id=viewer.user_id, shows=shows[:200],
                                    stored=uploads.store(ContentFile(dots), "album-", f".{ends}"), ends=ends)
        _note(made, Deed.ADDED, viewer)
        return made


def name(photo: Photo, who: str, how: str, sign_in: str, signed_on: date | None, paper: str, viewer: Viewer) -> Person:
    """Name somebody who can be recognised: with the paper she signed, or her sign-in under which she is asked."""
    _keeps(photo, viewer)
    if not who.strip():
        raise refuse("album-name")
    user = User.objects.filter(username=sign_in.strip(), is_active=True).first() if sign_in.strip() else None
    if user is None and (sign_in.strip() or how == How.ONLINE):
        raise refuse("album-nobody-here", name=sign_in.strip())
    on_paper = how == How.PAPER
    if on_paper and (signed_on is None or signed_on > timezone.localdate() or not paper.strip()):
        raise refuse("album-paper")
    with acting(viewer):
        _there(photo)
        if photo.people.filter(name=who.strip()[:60]).exists():
            raise refuse("album-twice")
        made = Person.objects.create(
            photo=photo, hospital_id=photo.hospital_id, name=who.strip()[:60], user=user, how=how,
            agreed_on=signed_on if on_paper else None, paper=paper.strip()[:120] if on_paper else "")
        _note(photo, Deed.NAMED, viewer, made)
    _settle(photo)
    return made


def complete(photo: Photo, nobody: bool, viewer: Viewer) -> None:
    """Say that all who can be recognised are named, or that nobody can be."""
    _keeps(photo, viewer)
    with acting(viewer):
        _there(photo)
        if not nobody and not photo.people.exists():
            raise refuse("album-empty")
        Photo.objects.filter(pk=photo.pk).update(complete=True)
        _note(photo, Deed.COMPLETE, viewer, why="nobody" if nobody else "")
    _settle(photo)


def agree(person: Person, viewer: Viewer) -> None:
    """Agree, under one's own sign-in."""
    if viewer.user_id is None or person.user_id != viewer.user_id:
        raise PermissionDenied("community.read")
    with acting(viewer):
        row = Person.objects.select_for_update().get(pk=person.pk)
        if row.withdrawn_at is not None:
            raise refuse("album-gone")
        row.how, row.agreed_on = How.ONLINE, timezone.localdate()
        row.save()
        _note(person.photo, Deed.AGREED, viewer, row)
    _settle(person.photo)


def withdraw(person: Person, why: str, viewer: Viewer) -> None:
    """Take a yes back, or say no: by herself, or by the team for her. The photograph is deleted at once."""
    if viewer.user_id is None or not (person.user_id == viewer.user_id or queries.keeps(viewer, person)):
        raise PermissionDenied("community.read")
    with acting(viewer):
        row = Person.objects.select_for_update().get(pk=person.pk)
        if row.withdrawn_at is not None:
            raise refuse("album-gone")
        row.withdrawn_at = timezone.now()
        row.save()
        _note(person.photo, Deed.WITHDRAWN, viewer, row, why)
    _settle(person.photo)


def delete(photo: Photo, why: str, viewer: Viewer) -> None:
    """Delete a photograph for another reason."""
    _keeps(photo, viewer)
    with acting(viewer):
        _there(photo)
        _forget(Photo.objects.select_for_update().get(pk=photo.pk))
        _note(photo, Deed.DELETED, viewer, why=why)


def _settle(photo: Photo) -> None:
    """Show it while everybody in it has agreed, delete it once somebody withdrew.

    The house looks, because somebody in it sees her own yes alone.
    """
    with acting(system_viewer("albums: whether all have agreed", (photo.hospital_id,))):
        row = Photo.objects.select_for_update().get(pk=photo.pk)
        people = list(row.people.all())
        if any(one.withdrawn_at for one in people):
            _forget(row)
        elif row.state != State.GONE:
            row.state = State.SHOWN if row.complete and all(one.agreed_on for one in people) else State.WAITING
            row.save()


def _forget(row: Photo) -> None:
    """Nothing of it is kept but that it was there; the file goes with the transaction that says so."""
    if row.stored:
        transaction.on_commit(lambda stored=row.stored: uploads.forget(stored))    # type: ignore[misc]
    row.stored, row.state = "", State.GONE
    row.save()


def _there(photo: Photo) -> None:
    if not Photo.objects.select_for_update().filter(pk=photo.pk).exclude(state=State.GONE).exists():
        raise refuse("album-gone")


def _note(photo: Photo, deed: Deed, viewer: Viewer, person: Person | None = None, why: str = "") -> None:
    Done.objects.create(photo=photo, person=person, hospital_id=photo.hospital_id, deed=deed, why=why.strip()[:300],
                        by_id=viewer.user_id)


def _keeps(thing: Album | Photo, viewer: Viewer) -> None:
    if viewer.user_id is None or not may(viewer, "community.moderate") or not queries.keeps(viewer, thing):
        raise PermissionDenied("community.moderate")
