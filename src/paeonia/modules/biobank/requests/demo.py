"""Requests of the demo bank at every stage: one before the committee, one being picked, one sent with its results."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from paeonia.people.context import acting
from paeonia.people.models import Hospital, User
from paeonia.people.viewer import Viewer, viewer_again

from ..models import Specimen
from . import actions
from .choices import Ballot, Citing, Purpose
from .committee import actions as committee
from .models import CommitteeMember, Request
from .picking import actions as picking
from .results import actions as results
from .shipping import actions as shipping

ROLES = {"lin": "oncologist", "gu": "genetic_counsellor", "he": "trial_coordinator", "qin": "programme_admin",
         "fang": "biobank_manager", "sun": "biobank_technician"}
METHYLATION = ("ctDNA 甲基化与晚期内分泌治疗耐药", "Methylation of ctDNA and resistance to endocrine therapy")
PROTEINS = ("血浆蛋白组与化疗反应", "Plasma proteins and response to chemotherapy")
GERMLINE = ("基线血浆中的胚系信号验证", "Checking germline signals in baseline plasma")
WHY = {Ballot.APPROVE: "样本量合理，伦理文件齐全。 Sound numbers, ethics in order."}


def load(say: Callable[[str], None]) -> None:
    """Make them once, in the names of those who would."""
    main = Hospital.objects.filter(code="main").first()
    users = {one.username: one for one in User.objects.filter(username__in=ROLES)}
    if main is None or len(users) < len(ROLES):
        return
    who = {name: viewer_again(users[name].pk, role) for name, role in ROLES.items()}
    with acting(who["fang"]):
        if CommitteeMember.objects.filter(hospital=main).exists():
            return
        first = {one.parent_id: one for one in Specimen.objects.filter(
            hospital=main, kind="plasma", lineage="aliquot", status="collected").order_by("-id")}
        tubes = sorted(first.values(), key=lambda one: one.pk)
    if len(tubes) < 9:
        return
    with transaction.atomic():
        for name in ("fang", "gu", "qin"):
            committee.seat(users[name], main.pk, who["fang"])
        committee.set_quorum(2, main.pk, who["fang"])
        _sent(_approved(PROTEINS, [Purpose.RESEARCH], 3, main.pk, who["he"], who), tubes[:3], who)
        picked = _approved(METHYLATION, [Purpose.RESEARCH], 5, main.pk, who["lin"], who)
        listed = picking.put_aside(picked, tubes[4:9], who["sun"])
        for pick in listed[:2]:
            picking.scan(picked, pick.label, who["sun"])
        waiting = _submitted(GERMLINE, [Purpose.RESEARCH, Purpose.GENETIC], 8, main.pk, who["lin"])
        actions.take_up(waiting, who["fang"])
        committee.vote(waiting, Ballot.APPROVE, WHY[Ballot.APPROVE], who["gu"])
    say("3 requests for specimens, one of them sent with its results.")


def _submitted(title: tuple[str, str], purposes: list[str], many: int, hospital: int, requester: Viewer) -> Request:
    made = actions.draft({
        "title_zh": title[0], "title_en": title[1], "purposes": purposes, "ethics_number": "2026-伦理-118（演示）",
        "ethics_until": timezone.localdate() + timedelta(days=400), "recipient": "芍药大学转化医学中心",
        "country": "CN", "foreign": "no", "criteria": "转移性乳腺癌，基线采血 Metastatic breast cancer, blood at baseline",
        "conditions": "冻融不超过 1 次 Thawed once at most"}, hospital, requester)
    actions.want(made, {"kind": "plasma", "pieces": many, "quantity": Decimal(1), "unit": "mL"}, requester)
    return actions.submit(made, requester)


def _approved(title: tuple[str, str], purposes: list[str], many: int, hospital: int, requester: Viewer,
              who: dict[str, Viewer]) -> Request:
    one = actions.take_up(_submitted(title, purposes, many, hospital, requester), who["fang"])
    for name in ("gu", "qin"):
        committee.vote(one, Ballot.APPROVE, WHY[Ballot.APPROVE], who[name])
    return committee.decide(one, who["fang"])


def _sent(one: Request, tubes: list[Specimen], who: dict[str, Viewer]) -> None:
    """Scanned, let go, carried by a courier, received without a difference; values and a publication came of it."""
    listed = picking.put_aside(one, tubes, who["sun"])
    for pick in listed:
        picking.scan(one, pick.label, who["sun"])
    now = timezone.now()
    order = picking.distribute(one, {pick.pk: picking.Give() for pick in listed}, now, who["sun"])
    parcel = shipping.ship(shipping.pack(order, who["sun"]), {
        "courier": "冷链物流（演示） Cold chain (demo)", "tracking": "DEMO-20260001", "logger": "TL-0417"}, now, who["sun"])
    shipping.receive(parcel, [pick.label for pick in listed], (), now, who["he"])
    text = "\n".join(f"{pick.label},CA15-3,{value},U/mL" for pick, value in zip(listed, (28.4, 61.0, 19.7), strict=True))
    results.values(one, text, who["he"])
    results.publish(one, Citing.TEXT, "He Y, et al. Plasma proteins in metastatic breast cancer (invented). 2026.",
                    who["he"])
