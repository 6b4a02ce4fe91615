"""Approvals, filings and certificates from a file: new ones entered, those on record changed, each by kind and number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from paeonia.people.viewer import Viewer

from ..incoming import Change, Column, Sort, choice, differing, listed, parts
from ..models import Protocol
from ..refusing import both, refuse
from ..vocabulary import vocabulary
from .actions import change, enter
from .choices import Kind, Standing
from .models import Approval

YES_NO = choice(("yes", "Y", "是"), ("no", "N", "否"))
FIELDS = ("title", "issued_by", "status", "valid_from", "valid_until", "headcount", "quantity", "kinds", "partners",
          "includes_export", "backup_receipt", "document", "note")


def keep(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> bool:
    """Enter one document, unless it is on record; raises Refused where the record says otherwise."""
    held = _held(said, hospital_id)
    if held is None:
        enter({"kind": said["kind"], "number": said["number"], "status": Standing.APPLIED, **_fields(said)},
              _protocols(said, hospital_id), hospital_id, viewer)
        return True
    if _changed(held, said, hospital_id):
        raise refuse("hgr-file-other", number=held.number)
    return False


def correct(said: Mapping[str, Any], hospital_id: int, viewer: Viewer) -> tuple[Change, ...]:
    """Change one document on record where the row says something else; what the row leaves empty stays."""
    held = _held(said, hospital_id)
    if held is None:
        raise refuse("hgr-file-unknown", number=said["number"][:80])
    found = _changed(held, said, hospital_id)
    if found:
        covered = [one.protocol for one in held.covered.select_related("protocol")]
        change(held, _fields(said), _protocols(said, hospital_id) if "protocols" in said else covered, viewer)
    return found


def _held(said: Mapping[str, Any], hospital_id: int) -> Approval | None:
    return Approval.objects.filter(hospital_id=hospital_id, kind=said["kind"], number=said["number"]).first()


def _fields(said: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says, as the register keeps it."""
    made = {name: said[name] for name in FIELDS if name in said}
    if "kinds" in made:
        made["kinds"] = [_type(part) for part in parts(made["kinds"])]
    if "partners" in made:      # a comma belongs to many a name
        made["partners"] = [part.strip() for part in made["partners"].replace("；", ";").split(";") if part.strip()]
    if "includes_export" in made:
        made["includes_export"] = made["includes_export"] == "yes"
    return made


def _type(text: str) -> str:
    code = vocabulary().types.codes.find(text)
    if not code:
        raise refuse("hgr-file-kind", kind=text[:60])
    return str(code)


def _protocols(said: Mapping[str, Any], hospital_id: int) -> list[Protocol]:
    codes = parts(said.get("protocols", ""))
    held = {one.code: one for one in Protocol.objects.filter(hospital_id=hospital_id, code__in=codes)}
    for code in codes:
        if code not in held:
            raise refuse("hgr-file-protocol", code=code[:60])
    return list(held.values())


def _changed(held: Approval, said: Mapping[str, Any], hospital_id: int) -> tuple[Change, ...]:
    """What a row says differently, in the words of its columns."""
    new = _fields(said)
    told = differing({name: _told(name, getattr(held, name)) for name in new},
                     {name: _told(name, value) for name, value in new.items()})
    if "protocols" not in said:
        return told
    covered = sorted(held.covered.values_list("protocol__code", flat=True))
    return told + differing({"protocols": ", ".join(covered)},
                            {"protocols": ", ".join(sorted(one.code for one in _protocols(said, hospital_id)))})


def _told(name: str, value: Any) -> Any:
    if name == "includes_export":
        return {"en": "yes", "zh": "是"} if value else {"en": "no", "zh": "否"}
    if name == "status":
        return both(Standing(value).label)
    if name == "kinds":
        words = vocabulary().types.words
        return {tag: between.join(words(code, tag) for code in sorted(value))
                for tag, between in (("en", ", "), ("zh", "、"))}
    if name == "partners":
        return "; ".join(sorted(value))
    return value.isoformat() if name in ("valid_from", "valid_until") and value else value


_COLUMNS = (
    Column("kind", "Kind of document", "文件类别", ("Kind", "类别"), "collection", type="choice", needed=True,
           among=partial(listed, Kind)),
    Column("number", "Number", "批准或备案编号", ("Approval number", "编号"), "2026-CJ-0042", needed=True, most=80),
    Column("title", "What it is about", "事项名称", ("Title",), "乳腺癌样本采集", needed=True),
    Column("issued_by", "Issued by", "批准机关", (), "国家卫生健康委员会", most=120),
    Column("status", "State", "办理状态", ("Status", "状态"), "approved", type="choice", among=partial(listed, Standing)),
    Column("valid_from", "Valid from", "生效日期", (), "2026-01-01", type="day"),
    Column("valid_until", "Valid until", "截止日期", ("Expires",), "2028-12-31", type="day"),
    Column("protocols", "Protocols it covers", "覆盖的采集方案", ("Protocols",), ""),
    Column("headcount", "People at most", "累计人数上限", ("Headcount", "People at most, in total"), "3000", type="whole",
           between=(1, 10_000_000)),
    Column("quantity", "Quantity", "批准数量", (), "", most=120),
    Column("kinds", "Sample types", "样本类型", (), "plasma; whole_blood"),
    Column("partners", "Partners (between semicolons)", "合作方（以分号分隔）", ("Partners", "合作方"), "", most=1000),
    Column("includes_export", "It includes the export of material", "含材料出境", (), "no", type="choice",
           among=lambda: YES_NO),
    Column("backup_receipt", "Receipt of the information backup", "信息备份回执", (), "", most=80),
    Column("document", "Where the document is filed", "文件存放处", ("Document",), "HGR-3", most=200),
    Column("note", "Remark", "备注", (), "", most=300))

SORT = Sort("permits", {"en": "approvals of human genetic resources", "zh": "人类遗传资源批件"}, _COLUMNS, keep, {
    "en": "Enters new ones. One that is on record by kind and number stays; where the file says otherwise, the row is told.",
    "zh": "新增批件。按类别和编号已在册者保持不变；与文件不一致时逐行提示。"})
CHANGED = Sort("permfix", {"en": "change approvals on record", "zh": "更新在册批件"}, tuple(
    one if one.name in ("kind", "number") else replace(one, needed=False) for one in _COLUMNS), correct, {
    "en": "Changes approvals found by kind and number. Empty cells stay as they were; the trail keeps what was said before.",
    "zh": "按类别和编号查找并更新批件。空白单元格保持原值，修改前的内容留痕可查。"}, changes=True)
