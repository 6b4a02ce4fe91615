"""Invented patients and results for the gallery: every component with full, empty, long and wrong content."""
# ruff: noqa: E501  sentences in two languages stay on one line so that they can be compared

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from paeonia.ui.chrome import Link
from paeonia.ui.sample_charts import CHARTS
from paeonia.ui.sample_reasons import REASON
from paeonia.ui.shapes import Column, Filter, Option, Pages, Patient, Problem, Progress, Row


def two(en: str, zh: str) -> dict[str, str]:
    """Bilingual text as knowledge files keep it."""
    return {"en": en, "zh": zh}


PATIENT = Patient(
    name="李秀英",
    number="P-00482",
    born="1971-03-14",
    age=55,
    sex=two("female", "女"),
    hospital=two("Oncology, East Campus", "东院区肿瘤科"),
    href="#identity",
    as_of="2026-11-23",
    demo=True,
    key_facts=(
        (two("Disease", "疾病"), two("advanced, bone and liver", "晚期，骨、肝转移")),
        (two("Receptors", "受体"), "ER+ PR− HER2 1+"),
        (two("Line", "线数"), two("3rd", "三线")),
        ("ECOG", "1"),
    ),
    alert=two("anaphylaxis to paclitaxel, 2024-03-02", "紫杉醇过敏性休克，2024-03-02"),
)
BARE_PATIENT = Patient(
    name="欧阳·阿依古丽·买买提",
    number="P-01977",
    born=None,
    age=None,
    sex=two("sex not recorded", "性别未记录"),
    hospital=two("County People's Hospital", "县人民医院"),
)

COLUMNS = (
    Column("name", two("Patient", "患者"), optional=False, sort="?sort=name"),
    Column("age", two("Age", "年龄"), "number", unit=two("years", "岁"), sort="?sort=age"),
    Column("fits", two("Trials that fit", "符合的试验"), "number", sort="?sort=fits", sorted="descending"),
    Column("open", two("Not known yet", "尚不能判断"), "number"),
    Column("lvef", "LVEF", "number", unit="%"),
    Column("seen", two("Last seen", "最近就诊"), "date"),
    Column("next", two("Ask next", "下一步需了解")),
)
ROWS = (
    Row(
        ("李秀英", 55, 4, 12, 61, "2026-11-23", two("PIK3CA in tissue or plasma", "组织或血浆 PIK3CA 检测")),
        "#1",
    ),
    Row(("王建国", 67, 2, 3, 58, "2026-11-20", two("LVEF within 28 days", "28 天内的 LVEF")), "#2"),
    Row(
        (
            "欧阳·阿依古丽·买买提",
            None,
            0,
            31,
            None,
            "2026-09",
            two(
                "HER2 immunohistochemistry of the liver lesion",
                "肝转移灶的 HER2 免疫组化结果（原发灶与转移灶可能不一致，需重新活检）",
            ),
        ),
        "#3",
    ),
    Row(("陈静", 43, 1, 0, 64.5, None, two("nothing: all is known", "无：信息已齐全")), "#4"),
)

FILTERS = (
    Filter("q", two("Search", "搜索"), "search", hint=two("name, number or drug", "姓名、编号或药物")),
    Filter(
        "setting",
        two("Setting", "阶段"),
        "choice",
        (Option("early", two("early", "早期"), 182), Option("advanced", two("advanced", "晚期"), 240)),
        ("advanced",),
    ),
    Filter(
        "subtype",
        two("Subtype", "亚型"),
        "choices",
        (
            Option("hr", two("HR-positive", "HR 阳性"), 120),
            Option("her2", two("HER2-positive", "HER2 阳性"), 88),
            Option("tn", two("triple-negative", "三阴性"), 41),
        ),
        ("her2",),
    ),
)

NOW = dt.datetime(2026, 11, 23, 6, 5, tzinfo=dt.UTC)
WORKS = (
    Progress(two("Reading the register", "读取登记表"), "running", 1204, 5120, since=NOW),
    Progress(two("Fetching trials from the registry", "从登记平台获取试验"), "running", 300, None, since=NOW),
    Progress(
        two("Matching every patient to every trial", "全部患者与全部试验匹配"),
        "done",
        2000,
        2000,
        result="#progress",
        since=NOW,
    ),
    Progress(
        two("Export for the sponsor", "为申办方导出"),
        "failed",
        12,
        90,
        said=two(
            "The disk is full: free 2 GB and start again; nothing was half-written.",
            "磁盘已满：请释放 2 GB 空间后重新开始；没有写入不完整的数据。",
        ),
        since=NOW,
    ),
    Progress(two("Reading FHIR bundles", "读取 FHIR 数据包"), "waiting"),
)

PROBLEMS = (
    Problem(
        "register.csv, 17, LVEF",
        two("600 % is not possible", "600% 不可能"),
        two("Look it up in the echo report and correct row 17.", "请核对超声报告后更正第 17 行。"),
        "李秀英;1971-03-14;LVEF=600",
    ),
    Problem(
        "bundle-3.json, Observation/88",
        two("unit `mg/Qt` is not known", "单位 `mg/Qt` 无法识别"),
        two("Tell the programme which unit is meant; the row waits.", "请告知正确单位；该行暂存待处理。"),
        kind="kept",
    ),
)


class SampleForm(forms.Form):
    """A Django form with an error, as the sign-in pages show it."""

    login = forms.EmailField(label=gettext_lazy("E-mail"))
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, help_text=gettext_lazy("Only your own hospital sees it.")
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("Days of clinic"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("mon", gettext_lazy("Monday")), ("thu", gettext_lazy("Thursday"))],
    )  # fmt: skip
    agree = forms.BooleanField(label=gettext_lazy("I have read the rules of access"))


SAMPLES: Any = SimpleNamespace(
    patient=PATIENT,
    bare_patient=BARE_PATIENT,
    reason=REASON,
    filters=FILTERS,
    works=WORKS,
    problems=PROBLEMS,
    table_caption=two("Patients in clinic", "今日门诊患者"),
    columns=COLUMNS,
    rows=ROWS,
    table_foot=two("East Campus, as of 2026-11-23 14:05.", "东院区，截至 2026-11-23 14:05。"),
    er_options=(
        Option("positive", two("positive", "阳性")),
        Option("low", two("low positive (1–10 %)", "低阳性（1–10%）")),
        Option("negative", two("negative", "阴性")),
    ),
    menopause_options=(
        Option("pre", two("before menopause", "绝经前")),
        Option("post", two("after menopause", "绝经后")),
    ),
    tabs=(
        Link(two("Course", "病程"), "#tabs", True),
        Link(two("Trials", "临床试验"), "#t", count=16),
        Link(two("Laboratory", "检验"), "#l"),
        Link(two("Documents", "文书"), "#d", count=0),
    ),
    facts=(
        (two("Stage at diagnosis", "诊断时分期"), "cT2 cN1 cM0, IIB", two("2019-05-08", "2019-05-08")),
        ("Ki-67", two("35 %", "35%"), two("liver biopsy, 2025-02-11", "肝活检，2025-02-11")),
        (two("Germline BRCA", "胚系 BRCA"), None, ""),
        (two("Weight", "体重"), "58.5 kg", "2026-11-20"),
    ),
    pages=Pages(3, 41, 2042, 101, 150, {"setting": "advanced", "sort": "-fits"}),
    no_pages=Pages(1, 0, 0, 0, 0),
    form=lambda: SampleForm({"login": "li@", "note": ""}),
    charts=CHARTS,
)
