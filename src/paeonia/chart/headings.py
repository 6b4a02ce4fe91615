"""The headings under which the dictionary groups its variables."""

from __future__ import annotations

from paeonia.record.dictionary import Dictionary

HEADINGS = {
    "receptors": ("Receptors and markers of the tumour", "受体与肿瘤标志"),
    "disease": ("Disease", "疾病"),
    "stage": ("Stage", "分期"),
    "therapy": ("Therapy", "治疗"),
    "pathology": ("Pathology", "病理"),
    "genomics": ("Genomics", "基因检测"),
    "function": ("Performance and function", "体能与功能"),
    "heart": ("Heart", "心脏"),
    "blood": ("Blood count", "血常规"),
    "liver": ("Liver", "肝功能"),
    "kidney": ("Kidney", "肾功能"),
    "electrolytes": ("Electrolytes", "电解质"),
    "coagulation": ("Coagulation", "凝血"),
    "metabolic": ("Metabolism", "代谢"),
    "hormones": ("Hormones", "激素"),
    "markers": ("Serum markers", "血清肿瘤标志物"),
    "virology": ("Virology", "病毒学"),
    "bone": ("Bone", "骨"),
    "body": ("Height and weight", "身高与体重"),
    "conditions": ("Other illnesses", "合并疾病"),
    "person": ("Person", "基本情况"),
    "consent": ("Consent", "知情同意"),
}


def heading(group: str) -> dict[str, str]:
    """A group's heading in both languages; a new group shows its own name until it has one."""
    en, zh = HEADINGS.get(group, (group, group))
    return {"en": en, "zh": zh}


def listed(key: str, dictionary: Dictionary) -> dict[str, str]:
    """What a review key such as `variant(gene=PIK3CA)` speaks of: the list, or one entry looked for in it."""
    name, _, part = key.partition("(")
    variable = dictionary.variables.get(name)
    if variable is None:
        return {"en": key, "zh": key}
    field_name, _, code = part.rstrip(")").partition("=")
    field = variable.field(field_name) if code else None
    inside = field.codes.codes[code].words if field is not None and field.codes and code in field.codes else {}
    return {
        tongue: colon.join(filter(None, (variable.words[tongue], inside.get(tongue, code))))
        for tongue, colon in (("en", ": "), ("zh", "："))
    }
