"""Withdrawals of consent from a file: each through the room's own withdrawal, so that it freezes and lists at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Column, Sort, choice, listed, parts
from ..refusing import both, refuse, told
from .actions import withdraw
from .bringing import donor_called
from .choices import Purpose, Wish
from .deciding import RESEARCH
from .models import Withdrawal

ALL = choice(("all", "everything", "全部", "全部用途", "所有用途"))


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Take consent back, unless this very withdrawal is on record."""
    donor = donor_called(said["donor"], hospital_id)
    some = _purposes(said["purposes"])
    for one in Withdrawal.objects.filter(donor=donor, from_at=said["from_at"], cancels=None):
        if sorted(one.purposes) == some:
            if Withdrawal.objects.filter(cancels=one).exists():
                raise refuse("bank-file-cancelled", donor=donor.code, at=told(one.from_at))
            return False
    withdraw(donor, some, {"why": "", **{name: said[name] for name in ("from_at", "wish", "document", "taken_by", "why")
                                         if name in said}}, viewer)
    return True


def _purposes(text: str) -> list[str]:
    """The purposes named; none for the whole, which must be said: an empty cell is never everything."""
    named, words = parts(text.casefold()), listed(Purpose)
    strange = [one for one in named if one not in words and one not in ALL]
    if strange or not named:
        raise refuse("bank-file-purpose", purpose=(strange or [text])[0][:60], purposes=_all_purposes())
    found = sorted({words[one] for one in named if one in words})
    return [] if RESEARCH in found or not ALL.keys().isdisjoint(named) else found


def _all_purposes() -> dict[str, str]:
    said = [both(one.label) for one in Purpose]
    return {"en": ", ".join(one["en"] for one in said), "zh": "、".join(one["zh"] for one in said)}


SORT = Sort("withdraw", {"en": "consents taken back", "zh": "撤回知情同意"}, (
    Column("donor", "Donor", "供者编号", ("PPID", "Donor code"), "PEONY-0042", needed=True),
    Column("purposes", "What is withdrawn", "撤回范围", ("Purpose", "Purposes", "用途"), "all", needed=True),
    Column("from_at", "Withdrawn at", "撤回时间", ("Day", "Withdrawn on", "撤回日期"), "2026-03-10 09:00", type="moment",
           needed=True),
    Column("wish", "What the donor wants", "供者意愿", ("Wish",), "destroy", type="choice", among=partial(listed, Wish),
           needed=True),
    Column("document", "Where the statement is filed", "撤回声明存放处", ("Document",), "B-7", needed=True, most=200),
    Column("taken_by", "Received by", "受理人", (), "李医生", needed=True, most=120),
    Column("why", "Reason", "撤回原因", ("Remark", "备注"), "", most=300),
), keep, {
    "en": "Only added to: keeping the rows freezes the samples and makes the worklists at once. “all”, or medical research, "
          "is everything. A withdrawal entered by mistake is cancelled on its own page.",
    "zh": "仅新增：保存后立即冻结样本并生成处理清单。填“全部”或“医学研究”即撤回全部同意。误录的撤回请在其页面取消。"})
