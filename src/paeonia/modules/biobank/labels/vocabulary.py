"""The tokens of label formats: what each stands for, where it may stand, what a running number is counted within."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Level = Literal["donor", "primary", "derived", "aliquot", "print"]
SPECIMENS: frozenset[Level] = frozenset({"primary", "derived", "aliquot"})
CHILDREN: frozenset[Level] = frozenset({"derived", "aliquot"})
PAPER: frozenset[Level] = frozenset({"print"})


@dataclass(frozen=True, eq=False)
class Token:
    """One token. A running number is counted within what its `within` tokens name together; a text has none."""

    name: str
    words: Mapping[str, str]
    levels: frozenset[Level]
    sample: str = ""
    within: tuple[str, ...] | None = None

    @property
    def counts(self) -> bool:
        """Whether it is a running number."""
        return self.within is not None


def _text(name: str, en: str, zh: str, sample: str, levels: frozenset[Level]) -> Token:
    return Token(name, {"en": en, "zh": zh}, levels, sample)


def _number(name: str, en: str, zh: str, levels: frozenset[Level], *within: str) -> Token:
    return Token(name, {"en": en, "zh": zh}, levels, "1", within)


_ALL: frozenset[Level] = SPECIMENS | {"donor"}
_ANY: frozenset[Level] = SPECIMENS | PAPER

TOKENS: Mapping[str, Token] = {token.name: token for token in (
    _text("CP_CODE", "code of the protocol", "采集方案代码", "PBC", _ALL | PAPER),
    _number("CP_UID", "running number in the protocol", "方案内流水号", _ALL, "CP_CODE"),
    _number("SYS_UID", "running number in the whole bank", "全库流水号", _ALL),
    _text("PPI", "code of the donor in the protocol", "供者编号", "PBC-0001", _ANY),
    _text("SP_TYPE", "short form of the sample type", "样本类型简写", "WB", _ANY),
    _text("YR_OF_COLL", "year of collection", "采集年份", "2026", _ANY),
    _text("EVENT_CODE", "code of the time point", "时间点代码", "C1D1", _ANY),
    _text("REQ_CODE", "code of the requirement", "采集要求代码", "WB10", _ANY),
    _text("VISIT_NAME", "name of the collecting visit", "采集访视名称", "C1D1", _ANY),
    _text("PATH_STATUS", "what tissue it is", "组织性质", "T", _ANY),
    _number("PPI_UID", "running number of the donor's specimens", "供者样本流水号", SPECIMENS, "PPI"),
    _number("PPI_SPEC_TYPE_UID", "running number of the donor's specimens of this type", "供者同类样本流水号",
            SPECIMENS, "PPI", "SP_TYPE"),
    _number("PPI_YOC_UID", "running number of the donor's specimens in the year", "供者当年样本流水号",
            SPECIMENS, "PPI", "YR_OF_COLL"),
    _text("PSPEC_LABEL", "label of the parent specimen", "母样本标签", "PBC-0001.WB1", CHILDREN),
    _number("PSPEC_UID", "running number below the parent", "母样本下流水号", CHILDREN, "PSPEC_LABEL"),
    # What a printed label may say besides; the label itself is never made of these.
    _text("LABEL", "label of the specimen", "样本标签", "PBC-0001.WB1.PL1.1", PAPER),
    _text("BARCODE", "barcode of the tube", "管码", "0190012345", PAPER),
    _text("TYPE", "sample type in words", "样本类型名称", "血浆", PAPER),
    _text("COLLECTED_ON", "day of collection", "采集日期", "2026-03-02", PAPER),
    _text("QUANTITY", "quantity with its unit", "数量及单位", "500 µL", PAPER),
    _text("POSITION", "place in the box", "盒内位置", "A1", PAPER),
    _text("BOX", "name of the box", "冻存盒名称", "F1-R2-B07", PAPER),
    _text("HOSPITAL", "name of the hospital", "医院名称", "示范医院", PAPER),
)}
# A label of a specimen is unique in its hospital, so whoever names the parent has named its donor and protocol too.
# A donor's code names her protocol: a donor format that does not is warned about.
IMPLIES: Mapping[str, frozenset[str]] = {"PPI": frozenset({"CP_CODE"}), "PSPEC_LABEL": frozenset({"PPI", "CP_CODE"})}
