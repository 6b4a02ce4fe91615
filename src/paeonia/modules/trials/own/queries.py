"""Questions about our own trials; who may see which is decided here."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from paeonia.people.context import acting
from paeonia.people.models import Hospital, Membership, User
from paeonia.people.policy import may
from paeonia.people.roles import Role
from paeonia.people.viewer import SYSTEM, Viewer

from .dossier import KINDS, Dossier, dossiers
from .models import Member, OwnTrial, Site
from .models_entered import Entered

OFFICE = (Role.PROGRAMME_ADMIN, Role.AUDITOR, SYSTEM)   # sees every own trial of its hospitals
OF_THE_HOSPITAL = (*OFFICE, Role.TRIAL_COORDINATOR, Role.PARTNER_PHYSICIAN)


class NotHere(LookupError):
    """There is no such trial, or none this viewer may know of: the two are not told apart."""


def _visible(viewer: Viewer) -> QuerySet[OwnTrial]:
    """Whoever is of the team sees the trial; offices, coordinators and partner physicians see those of their hospital."""
    mine = Q(lead_id__in=viewer.hospital_ids) | Q(places__overlap=list(viewer.hospital_ids))
    if viewer.role not in OF_THE_HOSPITAL:
        part = Member.objects.filter(own=OuterRef("pk"), user_id=viewer.user_id, replaced_by__isnull=True)
        mine &= Q(principal_id=viewer.user_id) | Exists(part)
    elif viewer.role == Role.PARTNER_PHYSICIAN:
        here = Site.objects.filter(own=OuterRef("pk"), hospital_id__in=viewer.hospital_ids, replaced_by__isnull=True)
        mine &= Exists(here)
    return OwnTrial.objects.filter(mine).select_related("trial", "lead", "principal").order_by("acronym", "id")


def trials(viewer: Viewer) -> tuple[Dossier, ...]:
    """Every own trial this viewer may see."""
    if not may(viewer, "own.see"):
        return ()
    with acting(viewer):
        return dossiers(_visible(viewer))


def trial(own_id: int, viewer: Viewer, verb: str = "own.see") -> Dossier:
    """One own trial the viewer may do `verb` to; raises NotHere."""
    with acting(viewer):
        found = _visible(viewer).filter(pk=own_id if 0 < own_id < 2**31 else 0).first()
        if found is None or not may(viewer, verb) or (verb != "own.see" and not may_write(viewer, found)):
            raise NotHere(own_id)
        return dossiers([found])[0]


def may_write(viewer: Viewer, own: OwnTrial) -> bool:
    """Whether the viewer may enter something about a trial: at its lead hospital, an investigator only into her own."""
    if not may(viewer, "own.write") or (own.lead_id not in viewer.hospital_ids):
        return False
    return viewer.role != Role.ONCOLOGIST or own.principal_id == viewer.user_id or _of_team(viewer, own)


def may_sign(viewer: Viewer, own: OwnTrial) -> bool:
    """Whether the viewer may bring versions into force: the principal investigator or the research office."""
    office = viewer.role in (Role.PROGRAMME_ADMIN, SYSTEM) and own.lead_id in viewer.hospital_ids
    return office or (may(viewer, "own.sign") and own.principal_id == viewer.user_id)


def _of_team(viewer: Viewer, own: OwnTrial) -> bool:
    return Member.objects.filter(own=own, user_id=viewer.user_id, replaced_by__isnull=True).exists()


def entry(file: Dossier, kind: str, pk: int) -> Entered:
    """An entry of a trial that still stands; raises NotHere."""
    found = next((row for row in file.standing(kind) if row.pk == pk), None) if kind in KINDS else None
    if found is None:
        raise NotHere(pk)
    return found  # type: ignore[no-any-return]


def people(hospital_ids: list[int]) -> QuerySet[User]:
    """People with a role at some hospitals, as a form's choice asks for them."""
    member = Membership.objects.filter(user=OuterRef("pk"), hospital_id__in=hospital_ids).exclude(role=Role.PATIENT)
    return User.objects.filter(Exists(member), is_active=True).order_by("username")


def physicians(hospital_ids: tuple[int, ...]) -> QuerySet[User]:
    """Physicians who could be principal investigator."""
    member = Membership.objects.filter(user=OuterRef("pk"), hospital_id__in=hospital_ids, role=Role.ONCOLOGIST)
    return User.objects.filter(Exists(member), is_active=True).order_by("username")


def works_at(user_id: int, hospital_id: int | None, role: str = "") -> bool:
    """Whether somebody has a role at a hospital."""
    held = Membership.objects.filter(user_id=user_id, hospital_id=hospital_id)
    return (held.filter(role=role) if role else held.exclude(role=Role.PATIENT)).exists()


def hospitals(ids: tuple[int, ...] | None = None) -> QuerySet[Hospital]:
    """Hospitals of the programme, or those of somebody."""
    found = Hospital.objects.order_by("id")
    return found if ids is None else found.filter(pk__in=ids)
