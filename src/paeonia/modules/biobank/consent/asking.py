"""What the gate before a release is told about consent, and the histories it is decided on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from .. import mixing
from ..gates import INFORMATION, KEEP, LEAVES, About, Hindrance
from ..models import CustodyEvent, Specimen
from ..refusing import both
from .choices import Done, Purpose
from .deciding import (
    AGAIN,
    NO,
    NOTHING,
    REFUSED,
    UNASKED,
    WITHDRAWN,
    YES,
    Decision,
    Given,
    Reason,
    Withdrawn,
    allows,
)
from .models import ConsentForm, ConsentGiven, Withdrawal

FORM = {"en": "a signed consent form", "zh": "已签署的知情同意书"}
WHY = {
    WITHDRAWN: ("consent for {purpose} was withdrawn on {at}.", "供者已于 {at} 撤回“{purpose}”的同意。"),
    REFUSED: ("the donor said no to {purpose} (form {form}).", "供者不同意“{purpose}”（同意书 {form}）。"),
    NOTHING: ("consent not on record.", "无知情同意记录。"),
    UNASKED: ("the donor was not asked about {purpose}.", "未就“{purpose}”征询供者意见。"),
    AGAIN: ("the consent on form {form} ran out on {at}: a newer version asks for a new signature.",
            "同意书 {form} 已于 {at} 失效，须按新版重新签署。"),
}
MISSING = {
    WITHDRAWN: {"en": "a new consent signed after the withdrawal", "zh": "撤回之后重新签署的同意书"},
    REFUSED: {"en": "a consent form that allows it", "zh": "同意该用途的知情同意书"},
    NOTHING: FORM,
    UNASKED: {"en": "a consent form that asks about it", "zh": "包含该用途的知情同意书"},
    AGAIN: {"en": "the newer form, signed", "zh": "新版知情同意书的签署件"},
}


def told(reason: Reason) -> dict[str, str]:
    """A reason in both languages."""
    purpose = both(Purpose(reason.purpose).label) if reason.purpose in Purpose.values else dict.fromkeys(
        ("en", "zh"), reason.purpose)
    day = f"{timezone.localtime(reason.at):%Y-%m-%d}" if reason.at else ""
    return {tag: WHY[reason.because][at].format(purpose=purpose[tag], form=reason.form, at=day)
            for at, tag in enumerate(("en", "zh"))}


def in_custody(event: CustodyEvent) -> dict[str, str] | None:
    """How a specimen of a worklist ended outside the bank, or came into other hands, in words."""
    said = event.fields or {}
    return both(Done(said["how"]).label) if said.get("why") == WITHDRAWN and said.get("how") in Done.values else None


def histories(donor_ids: Iterable[int]) -> dict[int, tuple[list[Given], list[Withdrawn]]]:
    """What each donor signed and took back, entries that were corrected or cancelled left out."""
    ids = set(donor_ids)
    found: dict[int, tuple[list[Given], list[Withdrawn]]] = {pk: ([], []) for pk in ids}
    rows = list(ConsentGiven.objects.filter(donor_id__in=ids, corrected_by__isnull=True).select_related("form"))
    newer: dict[tuple[int, str], list[ConsentForm]] = defaultdict(list)
    for form in ConsentForm.objects.filter(hospital_id__in={row.hospital_id for row in rows}, again_from__isnull=False):
        newer[form.hospital_id, form.code].append(form)
    for row in rows:
        again = [form.again_from for form in newer[row.hospital_id, row.form.code]
                 if form.valid_from > row.form.valid_from and form.again_from]
        found[row.donor_id][0].append(Given(row.pk, row.form.code, row.form.version, row.signed_at, row.answers,
                                            min(again, default=None)))
    for back in Withdrawal.objects.filter(donor_id__in=ids, cancels__isnull=True, cancelled_by__isnull=True):
        found[back.donor_id][1].append(Withdrawn(back.from_at, frozenset(back.purposes)))
    return found


def decided(donor_ids: Iterable[int], purposes: Iterable[str], at: datetime) -> dict[int, Decision]:
    """What each donor allows at a moment."""
    return {pk: allows(given, back, purposes, at) for pk, (given, back) in histories(donor_ids).items()}


def hindrances(specimens: Sequence[Specimen], purposes: frozenset[str], about: About) -> list[Hindrance]:
    """Who did not allow it, for all specimens at once: on the day of the deed and now.

    Keeping a tube waits for no form, because plasma does not: only a donor who said no or took her consent back stops it.
    """
    if about.deed not in (*LEAVES, INFORMATION, KEEP) or not specimens:
        return []
    whose = mixing.donors_of(one.pk for one in specimens)
    donors = {donor for ids in whose.values() for donor in ids}
    now = timezone.now()
    # The day's last moment, so that a consent signed that morning counts; the database asks to the minute.
    then = min(now, timezone.make_aware(datetime.combine(about.on_day, time.max)))
    answers = [decided(donors, purposes, moment) for moment in {then, now}]
    said: dict[Reason, list[str]] = defaultdict(list)
    for one in specimens:
        reasons = {reason for donor in whose.get(one.pk, ()) for by in answers for reason in by[donor].reasons}
        if not reasons:
            reasons = {Reason("research", NOTHING)}
        if any(reason.because == NOTHING for reason in reasons):    # nothing signed at all is said once
            reasons = {Reason("research", NOTHING)} | {one for one in reasons if one.because != NOTHING}
        for reason in reasons:
            if reason.answer != YES:
                said[reason].append(one.label)
    return [Hindrance(f"consent-{reason.because}", told(reason), MISSING[reason.because], tuple(labels),
                      hard=about.deed != KEEP or reason.answer == NO)
            for reason, labels in sorted(said.items(), key=lambda pair: (pair[0].because, pair[0].purpose))]


def by_donor(donor_ids: Iterable[int], at: datetime) -> dict[int, dict[str, str]]:
    """What each donor allows, purpose by purpose."""
    return {donor: {reason.purpose: reason.answer for reason in decision.reasons}
            for donor, decision in decided(donor_ids, Purpose.values, at).items()}


def turned(written: Sequence[Collection[int]], since: datetime, until: datetime) -> set[int]:
    """Donors of rows (of `ConsentGiven`, `ConsentForm`, `Withdrawal`), and those for whom a moment came: of a signature, of
    a withdrawal, or of the day by which an older form had to be signed anew."""
    given, forms, withdrawn = written
    came = (since, until)
    found = set(ConsentGiven.objects.filter(Q(pk__in=given) | Q(signed_at__range=came)).values_list("donor_id", flat=True))
    found |= set(Withdrawal.objects.filter(Q(pk__in=withdrawn) | Q(from_at__range=came)).values_list("donor_id", flat=True))
    for form in ConsentForm.objects.filter(Q(pk__in=forms) | Q(again_from__range=came)):
        found |= set(ConsentGiven.objects.filter(hospital_id=form.hospital_id, form__code=form.code)
                     .values_list("donor_id", flat=True))
    return found
