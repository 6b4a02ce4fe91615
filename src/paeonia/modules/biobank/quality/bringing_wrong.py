"""The log of nonconformities from a file, as a bank kept it before: what was found, and how far each was followed up.

A file closes none: that it helped is checked by another person, who does so on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Column, Sort, listed, parts, within
from ..queries import called
from ..refusing import refuse, told
from .actions import move_on, report
from .choices import Cause, Severity
from .models import Nonconformity

FIELDS = ("found_at", "what", "severity", "cause", "due_on")


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Enter one, unless the log has the same words of that moment; another severity or cause of those is refused."""
    since, until = within(said["found_at"])
    held = Nonconformity.objects.filter(hospital_id=hospital_id, what=said["what"], found_at__gte=since,
                                        found_at__lt=until).first()
    if held is not None:
        if any(said.get(name) and said[name] != getattr(held, name) for name in ("severity", "cause")):
            raise refuse("bankqc-wrong-other", number=held.number, at=told(held.found_at))
        return False
    if said.get("correction") and not (said.get("containment") and said.get("cause")):
        raise refuse("bankqc-wrong-order")
    tubes = [called(code, viewer).pk for code in parts(said.get("specimens", ""))]
    row = report({name: said[name] for name in FIELDS if name in said}, tubes, hospital_id, viewer)
    if said.get("containment"):
        row = move_on(row, "contain", {"containment": said["containment"]}, viewer)
    if said.get("correction"):
        move_on(row, "correct", {"correction": said["correction"], "cause": said["cause"]}, viewer)
    return True


SORT = Sort("wrong", {"en": "nonconformities", "zh": "不符合项"}, (
    Column("found_at", "Found", "发现时间", ("Found at", "Date"), "2026-03-02 08:40", type="moment", needed=True),
    Column("what", "What is not as it should be", "不符合事实描述", ("Description", "What", "描述"), "一管血浆标签脱落",
           needed=True, most=4000),
    Column("severity", "Severity", "严重程度", (), "minor", type="choice", needed=True, among=partial(listed, Severity)),
    Column("cause", "Cause", "原因", (), "label", type="choice", among=partial(listed, Cause)),
    Column("specimens", "Specimens concerned", "涉及样本", ("Specimens", "样本"), "PEONY-0042.PL1.1", most=4000),
    Column("due_on", "Due", "整改期限", ("Due on",), "2026-04-02", type="day"),
    Column("containment", "What was done at once", "应急处置", ("Containment",), "重新打印标签，双人核对", most=4000),
    Column("correction", "What was changed so that it does not come again", "纠正措施", ("Correction", "CAPA"), "",
           most=4000)), keep, {
    "en": "Only added to, each with the next number of its year. No file closes one: another person checks that it helped.",
    "zh": "仅新增，按年度顺序编号。文件不能关闭不符合项：须由另一人在页面上核实效果后关闭。"})
