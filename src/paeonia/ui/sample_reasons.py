"""An invented trial's criteria with their answers, for the gallery."""
# ruff: noqa: E501  sentences in two languages stay on one line so that they can be compared

from __future__ import annotations

from paeonia.ui.shapes import FactRead, Reason

PATHOLOGY = {"en": "pathology report, East Campus", "zh": "东院区病理报告"}

REASON = Reason(
    {"en": "All of the following", "zh": "同时满足以下各项"},
    "unknown",
    children=(
        Reason(
            {"en": "Age at least 18 years", "zh": "年龄不小于 18 岁"},
            "yes",
            (
                FactRead(
                    {"en": "55 years", "zh": "55 岁"},
                    "2026-11-23",
                    {"en": "date of birth 1971-03-14", "zh": "出生日期 1971-03-14"},
                ),
            ),
        ),
        Reason(
            {
                "en": "HER2 low: IHC 1+, or IHC 2+ with ISH not amplified",
                "zh": "HER2 低表达：IHC 1+，或 IHC 2+ 且 ISH 未扩增",
            },
            "yes",
            children=(
                Reason(
                    {"en": "HER2 immunohistochemistry is 1+", "zh": "HER2 免疫组化为 1+"},
                    "yes",
                    (
                        FactRead("HER2 1+", "2025-02-11", PATHOLOGY, "#fact"),
                        FactRead(
                            "HER2 0", "2019-05-08", {"en": "core biopsy of the breast", "zh": "乳腺穿刺活检"}
                        ),
                    ),
                ),
                Reason({"en": "IHC is 2+ and ISH is not amplified", "zh": "IHC 2+ 且 ISH 未扩增"}, "no"),
            ),
        ),
        Reason(
            {"en": "LVEF at least 50 % within 28 days", "zh": "28 天内 LVEF 不低于 50%"},
            "unknown",
            (FactRead("61 %", "2026-04-19", {"en": "echocardiogram", "zh": "超声心动图"}),),
            note={
                "en": "The value is 218 days old; the trial asks for 28 days at most.",
                "zh": "该结果距今 218 天，试验要求不超过 28 天。",
            },
            settle={"en": "measure LVEF again", "zh": "复查 LVEF"},
        ),
        Reason(
            {
                "en": "Not: any earlier anthracycline for advanced disease, and no more than one line of chemotherapy in that setting",
                "zh": "排除：晚期阶段曾接受任何蒽环类药物治疗，或晚期化疗线数超过一线（新辅助及辅助化疗不计入；停药后 12 个月内复发者按一线计算）",
            },
            "yes",
        ),
        Reason(
            {"en": "Able to swallow tablets", "zh": "能够吞咽片剂"},
            "unknown",
            settle={"en": "ask the patient", "zh": "询问患者"},
        ),
        Reason(
            {"en": "No active brain metastasis", "zh": "无活动性脑转移"},
            "no",
            (
                FactRead(
                    {"en": "brain metastasis, progressive", "zh": "脑转移，进展"},
                    "2026-10",
                    {"en": "MRI report", "zh": "磁共振报告"},
                ),
            ),
        ),
    ),
)
