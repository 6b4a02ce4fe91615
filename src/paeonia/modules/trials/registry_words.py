"""What registries write in codes, in both languages: statuses, phases, settings, countries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from babel import Locale

STATUSES = {
    "NOT_YET_RECRUITING": {"en": "not yet recruiting", "zh": "尚未招募"},
    "RECRUITING": {"en": "recruiting", "zh": "招募中"},
    "ENROLLING_BY_INVITATION": {"en": "enrolling by invitation", "zh": "受邀入组"},
    "ACTIVE_NOT_RECRUITING": {"en": "active, not recruiting", "zh": "进行中，停止招募"},
    "NOT_RECRUITING": {"en": "not recruiting", "zh": "未在招募"},
    "SUSPENDED": {"en": "suspended", "zh": "暂停"},
    "TERMINATED": {"en": "terminated", "zh": "提前终止"},
    "COMPLETED": {"en": "completed", "zh": "已完成"},
    "WITHDRAWN": {"en": "withdrawn", "zh": "已撤销"},
    "UNKNOWN": {"en": "status not updated", "zh": "状态久未更新"},
    "AVAILABLE": {"en": "available (expanded access)", "zh": "可获得（拓展使用）"},
    "NO_LONGER_AVAILABLE": {"en": "no longer available", "zh": "不再提供"},
    "TEMPORARILY_NOT_AVAILABLE": {"en": "temporarily not available", "zh": "暂不提供"},
    "APPROVED_FOR_MARKETING": {"en": "approved for marketing", "zh": "已获批上市"},
    "WITHHELD": {"en": "withheld", "zh": "信息未公开"},
}
PHASES = {
    "0": {"en": "early phase 1", "zh": "早期 I 期"}, "1": {"en": "phase 1", "zh": "I 期"},
    "1/2": {"en": "phase 1/2", "zh": "I/II 期"}, "2": {"en": "phase 2", "zh": "II 期"},
    "2/3": {"en": "phase 2/3", "zh": "II/III 期"}, "3": {"en": "phase 3", "zh": "III 期"},
    "4": {"en": "phase 4", "zh": "IV 期"}, "na": {"en": "no phase", "zh": "不分期"},
}
# Settings as filters show them; registry tags and structured trials use slightly different words.
SETTINGS = {
    "neoadjuvant": {"en": "neoadjuvant", "zh": "新辅助"}, "adjuvant": {"en": "adjuvant", "zh": "辅助"},
    "post_neoadjuvant": {"en": "after neoadjuvant", "zh": "新辅助后"},
    "advanced": {"en": "advanced", "zh": "晚期"}, "prevention": {"en": "prevention", "zh": "预防"},
    "any": {"en": "any setting", "zh": "不限阶段"},
}
BIOMARKERS = {
    "her2_low": {"en": "HER2 low", "zh": "HER2 低表达"}, "her2_mutation": {"en": "HER2 mutation", "zh": "HER2 突变"},
    "her3": {"en": "HER3", "zh": "HER3"}, "trop2": {"en": "TROP2", "zh": "TROP2"},
    "brca": {"en": "BRCA1/2", "zh": "BRCA1/2"}, "hrd": {"en": "HRD", "zh": "同源重组修复缺陷"},
    "pik3ca": {"en": "PIK3CA", "zh": "PIK3CA"}, "akt_pten": {"en": "AKT1 or PTEN", "zh": "AKT1 或 PTEN"},
    "esr1": {"en": "ESR1", "zh": "ESR1"}, "pd_l1": {"en": "PD-L1", "zh": "PD-L1"},
    "msi_tmb": {"en": "MSI, MMR or TMB", "zh": "MSI、MMR 或 TMB"},
    "androgen": {"en": "androgen receptor", "zh": "雄激素受体"},
    "ki67": {"en": "Ki-67", "zh": "Ki-67"}, "ctdna": {"en": "ctDNA", "zh": "循环肿瘤 DNA"},
}
LINES = {
    "1": {"en": "first line", "zh": "一线"}, "2": {"en": "second line", "zh": "二线"},
    "3": {"en": "third or later line", "zh": "三线及以上"}, "maintenance": {"en": "maintenance", "zh": "维持治疗"},
}
SPONSORS = {
    "industry": {"en": "industry", "zh": "企业"}, "academic": {"en": "hospital or university", "zh": "医院或高校"},
    "government": {"en": "government", "zh": "政府机构"},
}
_KINDS = {"INDUSTRY": "industry", "NIH": "government", "FED": "government", "OTHER_GOV": "government",
          "OTHER": "academic", "NETWORK": "academic", "INDIV": "academic"}
_COMPANY = re.compile(r"公司|集团|药业|\b(inc|ltd|llc|gmbh|corp|pharma\w*|s\.?a|ag)\b", re.IGNORECASE)
# Names the registry writes unlike the usual English ones.
_COUNTRIES = {"turkey (türkiye)": "TR", "turkey": "TR", "korea, republic of": "KR", "russian federation": "RU",
              "hong kong": "HK", "macau": "MO", "viet nam": "VN", "czech republic": "CZ", "taiwan": "TW",
              "iran, islamic republic of": "IR", "moldova, republic of": "MD", "bosnia and herzegovina": "BA"}

_OWN_NAMES = {"HK": "中国香港", "MO": "中国澳门", "TW": "中国台湾"}


def status_words(code: str) -> Mapping[str, str]:
    """A status; one the registry invents tomorrow is shown as it stands."""
    return STATUSES.get(code) or _as_written(code)


def phase_words(code: str) -> Mapping[str, str]:
    """A phase in the numerals each language uses."""
    return PHASES.get(code) or _as_written(code)


def setting_words(code: str) -> Mapping[str, str]:
    """A treatment setting."""
    return SETTINGS.get(code) or _as_written(code)


def sponsor_type(kind: str, name: str) -> str:
    """Industry, academic or government; from the name where the registry has no kinds, empty when there is none."""
    if not kind and name:
        return "industry" if _COMPANY.search(name) else "academic"
    return _KINDS.get(kind, "")


def _as_written(code: str) -> Mapping[str, str]:
    said = code.replace("_", " ").lower()
    return {"en": said, "zh": said}


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {name.casefold(): code for code, name in Locale("en").territories.items()} | _COUNTRIES


def country_words(name: str) -> Mapping[str, str]:
    """A country as the registry writes it, with its Chinese name where it is known."""
    code = _codes().get(name.casefold(), "")
    return {"en": name, "zh": _OWN_NAMES.get(code) or Locale("zh").territories.get(code, name)}
