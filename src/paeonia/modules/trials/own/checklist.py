"""What must be there before the first patient, and how much of it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import BEFORE_ENTRY, NEEDS_GCP, HgrState, Paper, Part, VersionKind
from .dossier import Dossier
from .registries import MEDICAL
from .standing import ethics, member_name


@dataclass(frozen=True)
class Item:
    """One line of the checklist: done or not, with what it rests on, and where it is entered."""

    words: dict[str, str]
    done: bool
    said: dict[str, str]
    what: str


def checklist(file: Dossier, today: date) -> tuple[Item, ...]:
    """The lines in the order in which they are usually done."""
    protocol, consent = (file.in_force(kind, today) for kind in (VersionKind.PROTOCOL, VersionKind.CONSENT))
    lead = file.lead_site
    approval = ethics(file, lead, today) if lead else None
    filed = file.standing("filing")
    waiting = [one for one in filed if one.kind in BEFORE_ENTRY and (
        one.state not in (HgrState.GRANTED, HgrState.NOT_NEEDED) or (one.valid_until and one.valid_until < today))]
    numbers = dict((registry, number) for number, registry in file.numbers)
    public = numbers.get("ChiCTR") or numbers.get("ClinicalTrials.gov")
    team = [one for one in file.standing("member") if not (one.until_day and one.until_day < today)]
    lacking = [one for one in team if one.part in NEEDS_GCP and (one.gcp_until is None or one.gcp_until < today)]
    heads = [one for one in team if one.part == Part.PRINCIPAL]
    kinds = {one.kind for one in file.standing("document")}
    missing = {"en": "missing", "zh": "尚缺"}

    def same(text: str) -> dict[str, str]:
        return {"en": text, "zh": text}

    return (
        Item({"en": "Protocol in force, approved", "zh": "方案已获批并生效"}, bool(protocol),
             same(protocol[1].number) if protocol else missing, "version"),
        Item({"en": "Consent form in force, approved", "zh": "知情同意书已获批并生效"}, bool(consent),
             same(consent[1].number) if consent else missing, "version"),
        Item({"en": "Ethics approval of the lead hospital valid", "zh": "牵头医院伦理批件有效"},
             bool(approval and approval.state == "valid"),
             same(approval.decision.number) if approval and approval.decision else missing, "decision"),
        Item({"en": "Human genetic resources settled", "zh": "人类遗传资源事项已落实"}, bool(filed) and not waiting,
             {"en": f"{len(filed)} entered, {len(waiting)} open", "zh": f"已登记 {len(filed)} 项，未完成 {len(waiting)} 项"},
             "filing"),
        Item({"en": "Filed as medical research", "zh": "医学研究登记备案"}, MEDICAL in numbers,
             same(numbers[MEDICAL]) if MEDICAL in numbers else missing, "number"),
        Item({"en": "Registered publicly (ChiCTR or NCT)", "zh": "公开注册（ChiCTR 或 NCT）"}, bool(public),
             same(public) if public else missing, "number"),
        Item({"en": "Principal investigator in the team", "zh": "主要研究者已登记"}, bool(heads),
             member_name(heads[0]) if heads else missing, "member"),
        Item({"en": "GCP certificates of the team valid", "zh": "团队 GCP 证书有效"}, bool(team) and not lacking,
             {"en": f"{len(lacking)} without a valid one", "zh": f"{len(lacking)} 人缺少有效证书"} if lacking
             else {"en": f"{len(team)} persons", "zh": f"共 {len(team)} 人"} if team else missing, "member"),
        Item({"en": "Funding entered", "zh": "经费已登记"}, bool(file.standing("grant")),
             same(file.standing("grant")[0].funder) if file.standing("grant") else missing, "grant"),
        Item({"en": "Protocol and letter of the ethics committee filed", "zh": "方案与伦理批件已存档"},
             {Paper.PROTOCOL, Paper.ETHICS} <= kinds, {"en": f"{len(file.standing('document'))} documents",
                                                       "zh": f"共 {len(file.standing('document'))} 份文件"}, "document"),
    )
