"""What the pages of albums read."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from paeonia.people.context import acting
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer

from .choices import State
from .models import Album, Done, Person, Photo

_MOST = 2**63 - 1


class NotHere(LookupError):
    """There is none that this reader may see."""


@dataclass(frozen=True)
class Behind:
    """A photograph with what the team alone knows of it."""

    photo: Photo
    people: list[Person]
    log: list[Done]


def albums(viewer: Viewer) -> list[Album]:
    """Albums with how many photographs are shown; empty ones are for the team that fills them."""
    with acting(viewer):
        found = Album.objects.annotate(many=Count("photos", filter=Q(photos__state=State.SHOWN))).select_related("hospital")
        return [one for one in found if one.many or keeps(viewer, one)]


def album(number: int, viewer: Viewer) -> tuple[Album, list[Photo]]:
    """An album with the photographs this reader sees in it; raises NotHere."""
    with acting(viewer):
        one = Album.objects.filter(pk=min(number, _MOST)).first()
        if one is None:
            raise NotHere(number)
        photos = [row for row in one.photos.all() if row.state == State.SHOWN or (row.stored and keeps(viewer, row))]
        if not photos and not keeps(viewer, one):
            raise NotHere(number)
        return one, photos


def photo(number: int, viewer: Viewer) -> Photo:
    """A photograph that is shown, or that the reader is in or looks after; raises NotHere."""
    with acting(viewer):
        one = Photo.objects.select_related("album").filter(pk=min(number, _MOST)).exclude(stored="").first()
        if one is None or not (one.state == State.SHOWN or keeps(viewer, one) or one.people.filter(
                user_id=viewer.user_id).exists()):
            raise NotHere(number)
        return one


def behind(number: int, viewer: Viewer) -> Behind:
    """A photograph with who is in it and what was done, deleted ones too; for the team. Raises NotHere."""
    with acting(viewer):
        one = Photo.objects.select_related("album").filter(pk=min(number, _MOST)).first()
        if one is None or not keeps(viewer, one):
            raise NotHere(number)
        return Behind(one, list(one.people.all()), list(one.deeds.select_related("by", "person")))


def mine(viewer: Viewer) -> list[Person]:
    """Where the reader was named, with the photograph, as long as it is there."""
    with acting(viewer):
        return list(Person.objects.select_related("photo__album").filter(user_id=viewer.user_id).exclude(
            photo__state=State.GONE))


def named(number: int, viewer: Viewer) -> Person:
    """A naming that is the reader's own, or of a photograph she looks after; raises NotHere."""
    with acting(viewer):
        one = Person.objects.select_related("photo").filter(pk=min(number, _MOST)).first()
        if one is None or not (one.user_id == viewer.user_id or keeps(viewer, one)):
            raise NotHere(number)
        return one


def keeps(viewer: Viewer, thing: Album | Photo | Person) -> bool:
    """Whether the reader looks after the albums of this hospital."""
    return may(viewer, "community.moderate") and thing.hospital_id in viewer.hospital_ids
