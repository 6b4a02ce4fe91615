"""Writes about consent: forms, what donors sign, what they take back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

from .. import mixing, whereabouts
from ..actions import allowed
from ..choices import Availability, Deed, Status
from ..models import CustodyEvent, Donor, Specimen
from ..refusing import both, has_happened, refuse, told
from . import messages as _messages  # noqa: F401  declares what is said here
from .asking import decided, histories
from .choices import Done, Found, Purpose, Said
from .deciding import RESEARCH, WITHDRAWN, allows
from .models import ConsentForm, ConsentGiven, Withdrawal, WorkItem

SIGNING = {"en": "the signature", "zh": "签署时间"}
WITHDRAWING = {"en": "the withdrawal", "zh": "撤回时间"}


def new_form(fields: dict[str, Any], hospital_id: int, viewer: Viewer) -> ConsentForm:
    """Bring a version of a consent form into use; it is never changed afterwards."""
    made = ConsentForm(hospital_id=hospital_id, written_by_id=viewer.user_id, **fields)
    allowed(viewer, "bank.manage", made)
    if not made.purposes:
        raise refuse("bank-form-nothing", code=made.code)
    with acting(viewer):
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError as fault:
            if "once" not in str(fault):
                raise
            raise refuse("bank-form-taken", code=made.code, version=made.version, day=made.valid_from) from None
    return made


def give(donor: Donor, form: ConsentForm, fields: dict[str, Any], viewer: Viewer, *,
         corrects: ConsentGiven | None = None, why: str = "") -> ConsentGiven:
    """Enter a form a donor signed; purposes without an answer were not asked."""
    allowed(viewer, "bank.collect", donor)
    has_happened(fields["signed_at"], SIGNING)
    answers = dict.fromkeys(form.purposes, Said.NOT_ASKED.value) | dict(fields["answers"])
    for purpose, said in answers.items():
        if purpose not in form.purposes and said != Said.NOT_ASKED:
            raise refuse("bank-answer-strange", form=form, purpose=both(Purpose(purpose).label))
    if timezone.localdate(fields["signed_at"]) < form.valid_from:
        raise refuse("bank-form-not-yet", form=form, day=form.valid_from, signed=timezone.localdate(fields["signed_at"]))
    if corrects is not None and not why.strip():
        raise refuse("bank-why")
    with acting(viewer):
        row = ConsentGiven(hospital_id=donor.hospital_id, donor=donor, form=form, written_by_id=viewer.user_id,
                           corrects=corrects, why=why.strip(), **{
                               **fields, "answers": {key: said for key, said in answers.items() if key in form.purposes}})
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as fault:
            if "corrects_id" not in str(fault):
                raise
            raise refuse("bank-corrected-already") from None
    return row


def withdraw(donor: Donor, purposes: Iterable[str], fields: dict[str, Any], viewer: Viewer) -> Withdrawal:
    """Take consent back: what is there is frozen and listed at once, or nothing of it is kept.

    Without purposes, or with research among them, it is a withdrawal of the whole and every specimen is frozen; of other
    purposes only what went out, or waits, for one of them is listed.
    """
    allowed(viewer, "bank.manage", donor)
    has_happened(fields["from_at"], WITHDRAWING)
    some = sorted(set(purposes))
    some = [] if RESEARCH in some else some
    with acting(viewer):
        Donor.objects.select_for_update().get(pk=donor.pk)
        _something_to_withdraw(donor, some, fields["from_at"])
        made = Withdrawal(hospital_id=donor.hospital_id, donor=donor, purposes=some, written_by_id=viewer.user_id, **fields)
        made.save()
        _listed(made, frozen=made.whole)
    return made


def _something_to_withdraw(donor: Donor, some: list[str], at: datetime) -> None:
    """The whole can be withdrawn without a consent on record: what lies there unasked is to be frozen all the more."""
    given, back = histories([donor.pk])[donor.pk]
    first = min((one.signed_at for one in given), default=at)
    if at < first:      # what was signed after it would count as signed anew, and nothing would be taken back
        raise refuse("bank-withdrawn-before", donor=donor.code, at=told(at), signed=told(first))
    reasons = {one.purpose: one for one in allows(given, back, some, timezone.now()).reasons}
    if not some:
        if reasons[RESEARCH].because == WITHDRAWN:
            raise refuse("bank-withdrawn-already", donor=donor.code, at=told(reasons[RESEARCH].at or at))
        return
    for purpose in some:
        if reasons[purpose].because == WITHDRAWN:
            raise refuse("bank-withdrawn-already", donor=donor.code, at=told(reasons[purpose].at or at))
        if reasons[purpose].answer == "unknown":
            raise refuse("bank-withdrawn-nothing", donor=donor.code, purpose=both(Purpose(purpose).label))


def _listed(withdrawal: Withdrawal, *, frozen: bool) -> list[WorkItem]:
    """One item for each specimen with something of the donor in it that is there or went out."""
    pooled = mixing.holding(withdrawal.donor_id)
    known = set(WorkItem.objects.filter(withdrawal=withdrawal).values_list("specimen_id", flat=True))
    held = [one for one in Specimen.objects.filter(pk__in=pooled).select_for_update(of=("self",)).order_by("pk")
            if one.pk not in known]
    where = whereabouts.of(held)
    purposes = _sent_for(held) if withdrawal.purposes else {}
    items = []
    for one in held:
        kinds = {place.kind for place in where[one.pk]}
        sent = whereabouts.SENT in kinds
        if one.status == Status.COLLECTED and not sent:
            found = (Found.OUT if one.availability == Availability.OUT else
                     Found.REQUESTED if whereabouts.REQUEST in kinds else
                     Found.RESERVED if one.availability == Availability.RESERVED or whereabouts.RESERVED in kinds
                     else Found.STOCK)
        elif sent:
            found = Found.SENT
        else:
            found = None        # planned, used up or disposed of: nothing to be done
        touched = frozen or (found == Found.SENT and purposes[one.pk] & set(withdrawal.purposes)) \
            or found in (Found.REQUESTED, Found.RESERVED)
        if found and touched:
            items.append(WorkItem(hospital_id=one.hospital_id, withdrawal=withdrawal, specimen=one, found=found,
                                  pooled=pooled[one.pk], where=" · ".join(place.text for place in where[one.pk])[:300]))
    WorkItem.objects.bulk_create(items)
    if frozen:
        Specimen.objects.filter(pk__in=[one.pk for one in held if one.status != Status.CLOSED]).update(
            availability=Availability.FROZEN)
    return items


def _sent_for(held: list[Specimen]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {one.pk: set() for one in held}
    for event in CustodyEvent.objects.filter(specimen__in=held, deed__in=(Deed.DISTRIBUTED, Deed.SHIPPED)):
        found[event.specimen_id] |= set(event.fields.get("purposes", ()))
    return found


def list_again(withdrawal: Withdrawal, viewer: Viewer) -> list[WorkItem]:
    """Add to a worklist what was entered after it was made."""
    allowed(viewer, "bank.manage", withdrawal)
    with acting(viewer):
        Donor.objects.select_for_update().get(pk=withdrawal.donor_id)
        return _listed(withdrawal, frozen=withdrawal.whole)


def cancel(withdrawal: Withdrawal, why: str, viewer: Viewer) -> Withdrawal:
    """Say that a withdrawal was entered by mistake, as for another donor; what it froze is free again."""
    allowed(viewer, "bank.manage", withdrawal)
    if not why.strip():
        raise refuse("bank-why")
    with acting(viewer):
        Donor.objects.select_for_update().get(pk=withdrawal.donor_id)
        if Withdrawal.objects.filter(cancels=withdrawal).exists():
            raise refuse("bank-corrected-already")
        made = Withdrawal(
            hospital_id=withdrawal.hospital_id, donor_id=withdrawal.donor_id, purposes=withdrawal.purposes,
            from_at=withdrawal.from_at, wish=withdrawal.wish, document=withdrawal.document, taken_by=withdrawal.taken_by,
            cancels=withdrawal, why=why.strip(), written_by_id=viewer.user_id)
        made.save()
        _ended(withdrawal, Done.MISTAKE, why.strip(), viewer)
    return made


def signed_anew(withdrawal: Withdrawal, viewer: Viewer) -> None:
    """Free what a withdrawal froze, after the donor signed a new form."""
    allowed(viewer, "bank.manage", withdrawal)
    with acting(viewer):
        Donor.objects.select_for_update().get(pk=withdrawal.donor_id)
        decision = decided([withdrawal.donor_id], [RESEARCH], timezone.now())[withdrawal.donor_id]
        if decision.answer != "yes":
            raise refuse("bank-still-withdrawn", donor=withdrawal.donor.code, at=told(withdrawal.from_at))
        _ended(withdrawal, Done.NEW_CONSENT, "; ".join(one.form for one in decision.reasons), viewer)


def _ended(withdrawal: Withdrawal, done: str, evidence: str, viewer: Viewer) -> None:
    """Close what is open, and thaw what no other donor of the same tube took back."""
    now = timezone.now()
    WorkItem.objects.filter(withdrawal=withdrawal, closed_at__isnull=True).update(
        done=done, done_at=now, evidence=evidence[:300], first_id=viewer.user_id, second=None, closed_at=now)
    held = list(Specimen.objects.filter(pk__in=mixing.holding(withdrawal.donor_id), availability=Availability.FROZEN)
                .exclude(status=Status.CLOSED).values_list("pk", flat=True))
    whose = mixing.donors_of(held)
    answers = decided({donor for ids in whose.values() for donor in ids}, [RESEARCH], now)
    gone = {donor for donor, said in answers.items() if any(one.because == WITHDRAWN for one in said.reasons)}
    free = [pk for pk in held if not whose[pk] & gone]
    Specimen.objects.filter(pk__in=free).update(availability=Availability.AVAILABLE)
