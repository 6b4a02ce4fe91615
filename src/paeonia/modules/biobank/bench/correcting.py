"""Steps of processing that were written down wrongly, corrected from a file: struck with a reason, the right one beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from paeonia.people.viewer import Viewer

from ..choices import Deed
from ..incoming import Change, Column, Sort, choice, differing, within
from ..models import CustodyEvent, Specimen
from ..queries import called
from ..refusing import refuse, told
from ..vocabulary import vocabulary
from . import bringing
from .actions import correct
from .bringing import fields_of

YES = choice(("yes", "Y", "是"), ("no", "N", "否"))
TEXTS = ("device", "lot")


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> tuple[Change, ...]:
    """Strike one step and write the right one; what the row leaves empty stays as it was written."""
    one = called(said["label"], viewer)
    stands, wrong = _meant(one, said)
    never = said.get("never") == "yes"
    if never and wrong is None:
        return ()
    right = None if never or wrong is None else _right(said, wrong)
    found = differing(_told(wrong and vars(wrong)), _told(right))
    if right is not None and not found:
        return ()
    if not stands or wrong is None:
        raise refuse("bank-file-step-struck", label=one.label, at=told(said["at"]))
    correct(wrong, right, said["why"], viewer)
    return found


def _told(step: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a step says, by the columns of the file; of one that did not happen only that."""
    if step is None:
        return {"never": {"en": "yes", "zh": "是"}}
    fields = {**step["fields"]}
    if "fixative" in fields:
        listed = vocabulary().fixatives
        fields["fixative"] = {tag: listed.words(fields["fixative"], tag) for tag in ("en", "zh")}
    return {"right_at": step["at"], "until": step["until"], **{name: step[name] for name in TEXTS}, **fields}


def _meant(one: Specimen, said: Mapping[str, Any]) -> tuple[bool, CustodyEvent | None]:
    """Whether the entry still stands as the row names it, and what stands in its place now: none where only struck."""
    written = list(CustodyEvent.objects.filter(specimen=one, deed__in=(said["step"], Deed.CORRECTED)).order_by("id"))
    struck = {str(event.fields.get("event")): event.fields.get("instead", 0) for event in written
              if event.deed == Deed.CORRECTED}
    steps = {event.pk: event for event in written if event.deed == said["step"]}
    since, until = within(said["at"])
    meant = [event for event in steps.values() if since <= event.at < until]
    stands = [event for event in meant if str(event.pk) not in struck]
    if not meant or len(stands) > 1:
        raise refuse("bank-file-steps" if meant else "bank-file-no-step", label=one.label, at=told(said["at"]))
    newest: CustodyEvent | None = stands[0] if stands else meant[-1]
    while newest is not None and str(newest.pk) in struck:
        newest = steps.get(struck[str(newest.pk)])
    return bool(stands), newest


def _right(said: Mapping[str, Any], wrong: CustodyEvent) -> dict[str, Any]:
    since, until = within(said.get("right_at", wrong.at))
    return {"at": wrong.at if since <= wrong.at < until else since, "until": said.get("until", wrong.until),
            **{name: said.get(name, getattr(wrong, name)) for name in TEXTS}, "fields": {**wrong.fields, **fields_of(said)}}


_WHICH = {"label", "step", "at"}
SORT = Sort("stepfix", {"en": "correct steps of processing", "zh": "更正已登记的处理步骤"}, (
    *(one for one in bringing.SORT.columns if one.name in _WHICH),
    Column("right_at", "Time, corrected", "发生时间（更正）", ("Right time",), "2026-03-02 08:45", type="moment"),
    *(replace(one, example="") for one in bringing.SORT.columns if one.name not in _WHICH),
    Column("never", "Did not happen", "并未发生", (), "", type="choice", among=lambda: YES),
    Column("why", "Why it is corrected", "更正原因", ("Reason", "原因"), "离心机时钟慢 5 分钟", needed=True),
), keep, {
    "en": "The step is found by tube, step and time as written. It is struck with the reason, the right one written "
          "beside it; both stay to be read. Empty cells stay as they were; “Did not happen” only strikes it.",
    "zh": "按样本、步骤和已登记的时间查找。原步骤注明原因后作废，并登记正确的步骤，两者均保留可查；空白单元格保持原值；"
          "“并未发生”填“是”则仅作废。"}, changes=True)
