"""Invented courses and results for the charts of the gallery."""
# ruff: noqa: E501  sentences in two languages stay on one line so that they can be compared

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from paeonia.ui.charts.bars import Bar, Step
from paeonia.ui.charts.recruitment import Recruitment
from paeonia.ui.charts.runs import Point, Run
from paeonia.ui.charts.swimmer import Moment, Swimmer
from paeonia.ui.charts.timeline import Course, Event, Receptor, Therapy


def two(en: str, zh: str) -> dict[str, str]:
    """Bilingual text as knowledge files keep it."""
    return {"en": en, "zh": zh}


NEGATIVE, POSITIVE = two("negative", "阴性"), two("positive", "阳性")
COURSE = Course(
    dt.date(2026, 11, 23),
    (
        Event(two("Diagnosis, cT2 cN1", "确诊 cT2 cN1"), "2019-05-08", "diagnosis"),
        Event(two("Mastectomy", "乳房切除术"), "2019-11-20", "surgery"),
        Event(two("Bone metastases", "骨转移"), "2022-09", "metastasis"),
        Event(two("Progression: liver", "进展：肝"), "2025-01-28", "progression"),
        Event(two("Partial response", "部分缓解"), "2025-06-12", "response"),
        Event(two("Progression: liver, brain", "进展：肝、脑"), "2026-10", "progression"),
    ),
    (
        Therapy(
            two("Epirubicin, cyclophosphamide → docetaxel", "表柔比星＋环磷酰胺 → 多西他赛"),
            "2019-05-20",
            "2019-10-30",
            family="chemo",
        ),
        Therapy(two("Radiotherapy", "放疗"), "2020-01", "2020-02", family="radio"),
        Therapy(two("Letrozole", "来曲唑"), "2020-02-15", "2022-09-20", family="endocrine"),
        Therapy(two("Fulvestrant", "氟维司群"), "2022-10-08", "2025-01-28", family="endocrine"),
        Therapy(two("Palbociclib", "哌柏西利"), "2022-10-08", "2025-01-28", family="cdk46"),
        Therapy(two("Denosumab", "地舒单抗"), "2022-11", family="other"),
        Therapy(
            two("Trastuzumab deruxtecan", "德曲妥珠单抗"),
            "2025-02-20",
            None,
            True,
            "adc",
            two("2 dose reductions", "减量 2 次"),
        ),
    ),
    (
        Receptor("ER", two("90 %", "90%"), "2019-05-08", "yes"),
        Receptor("ER", two("60 %", "60%"), "2025-02-11", "yes"),
        Receptor("PR", two("40 %", "40%"), "2019-05-08", "yes"),
        Receptor("PR", NEGATIVE, "2025-02-11", "no"),
        Receptor("HER2", "0", "2019-05-08", "no"),
        Receptor("HER2", "1+", "2025-02-11", "low"),
        Receptor("PIK3CA", two("awaited", "待回报"), "2026-11", "unknown"),
    ),
)
SHORT = Course(
    dt.date(2026, 11, 23),
    (Event(two("Diagnosis, cT4b cN2", "确诊 cT4b cN2"), "2026-08-03", "diagnosis"),),
    (
        Therapy(two("Docetaxel, carboplatin", "多西他赛＋卡铂"), "2026-08-20", None, True, "chemo"),
        Therapy(two("Trastuzumab, pertuzumab", "曲妥珠单抗＋帕妥珠单抗"), "2026-08-20", None, True, "her2"),
    ),
)

CA153 = Run(
    "CA 15-3",
    "U/mL",
    tuple(
        Point(day, value)
        for day, value in (
            ("2024-11-02", 61),
            ("2025-01-20", 118),
            ("2025-03-28", 88),
            ("2025-06-12", 44),
            ("2025-09-19", 27),
            ("2025-12-30", 22),
            ("2026-04-11", 24),
            ("2026-08-02", 39),
            ("2026-11-20", 74),
        )
    ),
    None,
    31,
)
NEUTROPHILS = Run(
    two("Neutrophils", "中性粒细胞"),
    "10⁹/L",
    tuple(
        Point(day, value)
        for day, value in (
            ("2026-08-20", 4.1),
            ("2026-08-30", 0.9),
            ("2026-09-10", 3.2),
            ("2026-09-20", 1.4),
            ("2026-10-01", 3.8),
            ("2026-11-20", 5.0),
        )
    ),
    1.8,
    6.3,
    1,
)
LVEF = Run("LVEF", "%", (Point("2026-04-19", 61),), 50, None, 0)
EMPTY = Run(two("Vitamin D", "维生素 D"), "nmol/L", (), 50, 125)

FUNNEL = (
    2042,
    (
        Step(two("Women or men of 18 years or more", "年满 18 岁"), 2036, 6, 0),
        Step(two("Advanced disease", "晚期乳腺癌"), 811, 1225, 34, "#funnel"),
        Step(
            two(
                "HER2 low: IHC 1+, or IHC 2+ with ISH not amplified",
                "HER2 低表达：IHC 1+，或 IHC 2+ 且 ISH 未扩增",
            ),
            402,
            409,
            131,
        ),
        Step(
            two("One or two earlier lines of chemotherapy in this setting", "该阶段既往接受过一至二线化疗"),
            167,
            235,
            148,
        ),
        Step(two("LVEF at least 50 % within 28 days", "28 天内 LVEF 不低于 50%"), 151, 16, 140),
        Step(two("No active brain metastasis", "无活动性脑转移"), 139, 12, 131),
    ),
)

BARS = (
    Bar(two("HR-positive, HER2-negative", "HR 阳性、HER2 阴性"), 1288, "leaf"),
    Bar(
        two("HER2-positive", "HER2 阳性"), 391, "peony", two("of these 54 % HR-positive", "其中 54% HR 阳性")
    ),
    Bar(two("Triple-negative", "三阴性"), 284, "stone"),
    Bar(two("Not known yet", "尚不能判断"), 79, "amber"),
)

RESPONSE, PROGRESSION = two("response", "缓解"), two("progression", "进展")
SWIMMERS = (
    Swimmer(
        "P-00482",
        21,
        True,
        "adc",
        (Moment(3.7, "response", RESPONSE), Moment(20, "progression", PROGRESSION)),
    ),
    Swimmer("P-00519", 17.5, True, "adc", (Moment(2, "response", RESPONSE),)),
    Swimmer(
        "P-00733", 14, False, "adc", (Moment(4, "response", RESPONSE), Moment(14, "progression", PROGRESSION))
    ),
    Swimmer("P-00801", 8.2, False, "adc", (Moment(8.2, "progression", PROGRESSION),)),
    Swimmer("P-01204", 5, True, "adc", ()),
    Swimmer("P-01977", 1.4, False, "adc", (Moment(1.4, "progression", PROGRESSION),)),
)

RECRUITMENT = Recruitment(
    tuple(dt.date(2026, month, 9) for month in (2, 3, 3, 5, 6, 6, 8, 9, 11)), 30, dt.date(2026, 1, 12),
    dt.date(2027, 12, 31), dt.date(2026, 11, 23),
)  # fmt: skip

CHARTS: Any = SimpleNamespace(
    course=COURSE,
    short=SHORT,
    nobody=Course(dt.date(2026, 11, 23)),
    ca153=CA153,
    neutrophils=NEUTROPHILS,
    lvef=LVEF,
    empty=EMPTY,
    funnel=FUNNEL,
    bars=BARS,
    swimmers=SWIMMERS,
    recruitment=RECRUITMENT,
)
