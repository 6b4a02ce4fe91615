"""Questions to begin with; each is asked in the tests, so that none of them stops being readable."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Example:
    """A question with its title in both languages; `charts`: it reads charts as well."""

    id: str
    words: dict[str, str]
    sentence: str
    charts: bool = False


EXAMPLES = (
    Example("paired", {"en": "HER2-low metastasis with paired plasma before T-DXd",
                       "zh": "HER2 低表达转移灶，T-DXd 用药前 14 天内有配对血浆"}, """\
- sample_type: tissue
- sample_tissue: metastasis
- sampled_her2: low
- sample_available: yes
- sample_consent_genetic: yes
- specimen_before:
    drug: trastuzumab_deruxtecan
    days: {at most: 14}
    type: plasma
    available: yes
    freeze_thaw: {at most: 0}
    times: {at least: 2}
""", charts=True),
    Example("plasma", {"en": "Plasma never thawed, within all limits", "zh": "未冻融且分析前指标全部合格的血浆"}, """\
- sample_type: plasma
- sample_available: yes
- sample_freeze_thaw: {at most: 0}
- sample_limits: within
- sample_consent_research: yes
"""),
    Example("serial", {"en": "Blood of donors with a metastatic biopsy and three bloods in a year",
                       "zh": "有转移灶活检且一年内至少 3 份血样的供者的血样"}, """\
- sample_type: [plasma, whole_blood, serum]
- sample_available: yes
- specimen: {tissue: metastasis}
- specimen: {tissue: fluid, within: 12 months, times: {at least: 3}}
"""),
    Example("cdk", {"en": "Tumour before a CDK4/6 inhibitor, fixed or frozen in time",
                    "zh": "CDK4/6 抑制剂用药前的肿瘤组织，冷缺血不超过 60 分钟"}, """\
- sample_type: tissue
- sample_cold_ischaemia: {at most: 60 min}
- hr: positive
- therapy: {class: cdk46_inhibitor, setting: advanced}
- specimen_before: {class: cdk46_inhibitor, type: tissue}
""", charts=True),
)
