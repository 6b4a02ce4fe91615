"""Signed consents from a file: each by the code of its donor and the form she signed; one that is entered is left alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from paeonia.people.viewer import Viewer

from ..incoming import Column, Sort, choice
from ..models import Donor
from ..refusing import refuse
from .actions import give
from .models import ConsentForm, ConsentGiven

SAID = choice(("yes", "Y", "是", "同意"), ("no", "N", "否", "不同意"), ("not_asked", "not asked", "未询问", "未征询"))
ASKED = (("research", "Medical research", "医学研究"), ("genetic", "Genetic research", "遗传学研究"),
         ("commercial", "Commercial use", "商业用途"),
         ("foreign_cooperation", "Cooperation with foreign parties", "涉外合作"),
         ("recontact", "Being contacted again", "再次联系"))


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Enter one signed form, unless it is there."""
    donor = donor_called(said["donor"], hospital_id)
    form = form_called(said, hospital_id)
    if ConsentGiven.objects.filter(donor=donor, form=form, signed_at=said["signed_at"]).exists():
        return False
    answers = {purpose: said[purpose] for purpose, _en, _zh in ASKED if purpose in said}
    give(donor, form, {**{name: said[name] for name in ("signed_at", "document", "taken_by")}, "answers": answers}, viewer)
    return True


def form_called(said: Mapping[str, Any], hospital_id: int) -> ConsentForm:
    """A version of a form by its code; raises Refused."""
    form = ConsentForm.objects.filter(hospital_id=hospital_id, code=said["form"], version=said["version"]).first()
    if form is None:
        raise refuse("bank-file-form", form=said["form"][:40], version=said["version"][:20])
    return form


def donor_called(code: str, hospital_id: int) -> Donor:
    """A donor by either of her codes; raises Refused, also for a code that is of several."""
    found = Donor.objects.filter(Q(code=code) | Q(registrations__code=code), hospital_id=hospital_id).distinct()[:2]
    if not found:
        raise refuse("bank-file-donor", code=code[:60])
    if len(found) > 1:
        raise refuse("bank-file-donors", code=code[:60])
    return found[0]


SORT = Sort("consents", {"en": "signed consents", "zh": "已签署的知情同意"}, (
    Column("donor", "Donor", "供者编号", ("PPID", "Donor code"), "PEONY-0042", needed=True),
    Column("form", "Form", "同意书编号", ("Consent form",), "BANK", needed=True),
    Column("version", "Version", "版本", (), "1", needed=True),
    Column("signed_at", "Signed", "签署时间", ("Signed on", "签署日期"), "2026-02-01 10:00", type="moment", needed=True),
    Column("document", "Where the paper is", "原件存放处", ("Document",), "A-12", needed=True, most=200),
    Column("taken_by", "Taken by", "知情告知人", (), "李医生", needed=True, most=120),
    *(Column(code, en, zh, (), "yes" if code != "commercial" else "no", type="choice", among=lambda: SAID)
      for code, en, zh in ASKED),
), keep, {
    "en": "Only added to: what was signed is never changed by a file. A newer signature is a new row; a wrong entry is "
          "corrected on the page of the donor, or by a file of corrections, with the reason.",
    "zh": "仅新增：文件不会修改已登记的签署记录。重新签署请另起一行；录入有误请在供者页面或用更正文件更正，并注明原因。"})
