"""What laboratories and doctors write for a unit, and the UCUM text for it: one table, nothing guessed."""

from __future__ import annotations

import unicodedata

# UCUM on the left; on the right what people write (spaces, full-width characters and µ are taken out before).
_WRITTEN: dict[str, str] = {
    "%": "percent pct 百分比",
    "1": "# ratio 比值",
    "{score}": "score points 分",
    "a": "yr yrs year years 岁 年 周岁", "mo": "month months mth 月 个月", "wk": "wks week weeks 周",
    "d": "day days 天 日", "h": "hr hrs hour hours 小时", "min": "mins minute minutes 分钟",
    "s": "sec secs second seconds 秒", "ms": "msec msecs 毫秒",
    "kg": "kgs 公斤 千克", "g": "gm grams 克", "mg": "毫克", "ug": "mcg 微克", "[lb_av]": "lb lbs pound pounds",
    "[oz_av]": "oz ounce ounces",
    "m": "meter metre 米", "cm": "厘米 公分", "mm": "毫米", "[in_i]": "in inch inches 英寸", "[ft_i]": "ft feet foot 英尺",
    "m2": "m^2 sqm m*2 平方米", "kg/m2": "kg/m^2 kg/sqm kg/m*2 kg/(m2)", "mg/m2": "mg/m^2 mg/sqm",
    "mL": "cc 毫升", "fL": "um3 um^3", "pg": "pg/cell",
    "Cel": "°C degC celsius 摄氏度", "[degF]": "°F degF fahrenheit 华氏度",
    "mm[Hg]": "mmHg mm[hg] 毫米汞柱", "/min": "bpm beats/min {beats}/min breaths/min 1/min 次/分 次/分钟",
    "mm/h": "mm/hr mm/1h mm/hour", "Gy": "gray 戈瑞", "mL/min": "ml/min/ ml/minute",
    "mL/min/{1.73_m2}": "mL/min/1.73m2 mL/min/1.73m^2 mL/min/1.73_m2 mL/min/{1.73m2} mL/min/1.73sqm "
                        "mL/min/(1.73m2) mL/min/1.73m*2 mL/min/m2{1.73} mLmin1.73m2",
    "1/1000000{Base}": "1/1000000{BasePairs} mut/Mb muts/Mb {mut}/Mb mut/Mbp mutations/Mb mutations/megabase "
                        "{mutations}/Mb 个突变/Mb",
    "g/(24.h)": "g/24h g/24hr g/24hrs g/24hours g/day g/d g/24小时",
    "mg/(24.h)": "mg/24h mg/24hr mg/24hrs mg/24hours mg/day mg/d mg/24小时",
    "g/dL": "g% gm/dL gm%", "mg/dL": "mg%", "ug/dL": "mcg/dL", "ug/L": "mcg/L", "ug/mL": "mcg/mL",
    "meq/L": "mEq/L", "mosm/kg": "mOsm/kg", "mg/g": "mg/gCr mg/g{creat} mg/gcreatinine", "mg/mmol": "mg/mmolCr",
    "mg/L{FEU}": "mg/LFEU", "ug/mL{FEU}": "ug/mLFEU", "ng/mL{FEU}": "ng/mLFEU",
    "U/L": "IU/l [U]/L 单位/升", "[IU]/L": "IU/L", "m[IU]/L": "mIU/L mU/L{i}", "u[IU]/mL": "uIU/mL", "m[IU]/mL": "mIU/mL",
    "k[IU]/L": "kIU/L", "[IU]/mL": "IU/mL", "[arb'U]/mL": "arbU/mL AU/mL", "[IU]": "IU", "ukat/L": "µkat/L",
    "/uL": "1/uL cells/uL cell/uL {cells}/uL cells/mcL /mcL #/uL 个/uL", "/mm3": "1/mm3 cells/mm3 /mm^3 /cumm cells/cumm "
           "{cells}/mm3 #/mm3 /cmm", "/L": "1/L cells/L #/L", "/[HPF]": "/HPF 1/HPF cells/HPF",
    "10*9/L": "G/L Giga/L GPT/L bil/L", "10*12/L": "T/L Tera/L",
    "10*3/uL": "K/uL K/mcL thou/uL thousand/uL k/ul th/uL tsd/uL", "10*3/mm3": "K/mm3 K/cumm thou/mm3 thousand/mm3 K/cmm",
    "10*6/uL": "M/uL mil/uL million/uL M/mcL", "10*6/mm3": "M/mm3 mil/mm3 M/cumm",
}
_AMOUNTS = ("g", "mg", "ug", "ng", "pg", "mol", "mmol", "umol", "nmol", "pmol", "U", "mU", "uU", "kU")
_POWERS = ("10^{0}", "10*{0}", "10**{0}", "10E{0}", "10e{0}", "10E+{0}", "10E0{0}", "1e{0}")
_PER = {"L": ("L", "l"), "uL": ("uL", "ul", "mcL"), "mm3": ("mm3", "mm^3", "cumm"), "mL": ("mL", "ml")}
_SUPERSCRIPT = {"10⁹": "10*9", "10¹²": "10*12", "10³": "10*3", "10⁶": "10*6", "m²": "m2", "m³": "m3"}
_PLAIN = {"×": "x", "✕": "x", "μ": "u", "∕": "/", "⁄": "/", "·": ".", "’": "'"}


def _table() -> dict[str, str]:
    table = {written: ucum for ucum, listed in _WRITTEN.items() for written in (ucum, *listed.split())}
    for amount in _AMOUNTS:
        for volume in ("L", "dL", "mL"):
            table.setdefault(f"{amount}/{volume}", f"{amount}/{volume}")
    for power in (3, 6, 9, 12):
        for volume, spellings in _PER.items():
            for written in (f"{form.format(power)}/{way}" for form in _POWERS for way in spellings):
                for times in ("", "x", "X", "*"):
                    table[times + written] = f"10*{power}/{volume}"
    return table


def _any_case(table: dict[str, str]) -> dict[str, str]:
    """Without regard to case, where that leaves one meaning: not g/L and G/L (10*9/L)."""
    meant: dict[str, set[str]] = {}
    for written, ucum in table.items():
        meant.setdefault(written.casefold(), set()).add(ucum)
    return {written: found.pop() for written, found in meant.items() if len(found) == 1}


_EXACT = {**_table(), "g/l": "g/L"}
_FOLDED = _any_case(_EXACT)


def spelled(unit: str) -> str:
    """The UCUM spelling of a unit as people write it; text that the table does not know stays as it is."""
    text = unit.strip()
    for raised, plain in _SUPERSCRIPT.items():
        text = text.replace(raised, plain)
    text = unicodedata.normalize("NFKC", text)
    for sign, plain in _PLAIN.items():
        text = text.replace(sign, plain)
    text = "".join(text.split())
    return _EXACT.get(text) or _FOLDED.get(text.casefold()) or text
