"""Codes of a registry record as a reader says them; what is not known stays as it was published."""

from __future__ import annotations

from collections.abc import Mapping

from paeonia.modules.trials.registry_words import PHASES, STATUSES

# Fields whose lines hold codes; the other fields are somebody's own text and are left alone.
CODED = frozenset({"status", "phases", "sex", "healthy_volunteers", "enrolment_actual", "gender_based", "study_type",
                   "purpose",
                   "masking", "allocation", "locations", "arms", "interventions", "sponsor", "collaborators"})
_OWN: Mapping[str, Mapping[str, str]] = {
    "yes": {"en": "yes", "zh": "是"}, "no": {"en": "no", "zh": "否"},
    "FEMALE": {"en": "women", "zh": "女性"},
    "MALE": {"en": "men", "zh": "男性"}, "ALL": {"en": "women and men", "zh": "不限性别"},
    "INTERVENTIONAL": {"en": "interventional", "zh": "干预性研究"},
    "OBSERVATIONAL": {"en": "observational", "zh": "观察性研究"},
    "EXPANDED_ACCESS": {"en": "expanded access", "zh": "拓展使用"},
    "TREATMENT": {"en": "treatment", "zh": "治疗"}, "PREVENTION": {"en": "prevention", "zh": "预防"},
    "DIAGNOSTIC": {"en": "diagnosis", "zh": "诊断"}, "SUPPORTIVE_CARE": {"en": "supportive care", "zh": "支持治疗"},
    "SCREENING": {"en": "screening", "zh": "筛查"}, "BASIC_SCIENCE": {"en": "basic science", "zh": "基础研究"},
    "HEALTH_SERVICES_RESEARCH": {"en": "health services research", "zh": "卫生服务研究"},
    "NONE": {"en": "open", "zh": "开放"}, "SINGLE": {"en": "single blind", "zh": "单盲"},
    "DOUBLE": {"en": "double blind", "zh": "双盲"}, "TRIPLE": {"en": "triple blind", "zh": "三盲"},
    "QUADRUPLE": {"en": "quadruple blind", "zh": "四盲"},
    "RANDOMIZED": {"en": "randomised", "zh": "随机"}, "NON_RANDOMIZED": {"en": "not randomised", "zh": "非随机"},
    "EXPERIMENTAL": {"en": "experimental arm", "zh": "试验组"},
    "ACTIVE_COMPARATOR": {"en": "active comparator", "zh": "阳性对照组"},
    "PLACEBO_COMPARATOR": {"en": "placebo comparator", "zh": "安慰剂对照组"},
    "SHAM_COMPARATOR": {"en": "sham comparator", "zh": "假处理对照组"},
    "NO_INTERVENTION": {"en": "no intervention", "zh": "无干预组"},
    "DRUG": {"en": "drug", "zh": "药物"}, "BIOLOGICAL": {"en": "biological", "zh": "生物制品"},
    "PROCEDURE": {"en": "procedure", "zh": "操作"}, "RADIATION": {"en": "radiotherapy", "zh": "放射治疗"},
    "DEVICE": {"en": "device", "zh": "器械"}, "BEHAVIORAL": {"en": "behavioural", "zh": "行为干预"},
    "DIAGNOSTIC_TEST": {"en": "diagnostic test", "zh": "诊断检测"}, "GENETIC": {"en": "genetic", "zh": "基因"},
    "DIETARY_SUPPLEMENT": {"en": "dietary supplement", "zh": "膳食补充"}, "COMBINATION_PRODUCT": {
        "en": "combination product", "zh": "组合产品"},
    "INDUSTRY": {"en": "industry", "zh": "企业"}, "OTHER": {"en": "other", "zh": "其他"}, "NIH": {"en": "NIH", "zh": "NIH"},
    "NETWORK": {"en": "network", "zh": "协作组"}, "OTHER_GOV": {"en": "government", "zh": "政府机构"},
    "FED": {"en": "federal agency", "zh": "美国联邦机构"}, "INDIV": {"en": "individual", "zh": "个人"},
}
_PHASES = {"NA": PHASES["na"], "EARLY_PHASE1": PHASES["0"], **{f"PHASE{n}": PHASES[n] for n in "1234"}}
CODES: Mapping[str, Mapping[str, str]] = {**STATUSES, **_PHASES, **_OWN}


def spoken(field: str, line: str, language: str) -> str:
    """A line of a difference, its codes in the reader's words: `East Hospital · Shanghai · RECRUITING`."""
    if field not in CODED:
        return line
    return " · ".join(CODES[part][language] if part in CODES else part for part in line.split(" · "))
