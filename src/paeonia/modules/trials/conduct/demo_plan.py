"""The invented studies of the demo, and what happened to each of their subjects; days count back from today."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

CYCLES = "\n".join(
    f"C{n}D1 | Cycle {n} day 1 | 第{n}周期第1天 | {21 * (n - 1) + 1} | {0 if n == 1 else 3} | {0 if n == 1 else 3} |"
    f" vitals, ecog, blood_count, chemistry, adverse_events, drug{', imaging' if n % 2 else ''} |"
    f" {'pk' if n == 1 else 'ctdna'}"
    for n in range(1, 9))
SCREENING = ("SCR | Screening | 筛选访视 | -7 | 21 | 6 | consent, history, exam, blood_count, chemistry, ecg, echo, "
             "imaging | tissue, ctdna\n")
MONTHS = "\n".join(
    f"M{n} | Month {n} | 第{n}月 | {28 * n - 27} | {0 if n == 1 else 5} | {0 if n == 1 else 5} |"
    f" vitals, blood_count, adverse_events, questionnaire | serum" for n in range(1, 13))


@dataclass(frozen=True)
class Tale:
    """One subject: when she was looked at, entered, and what happened since."""

    log: int
    consent: int | None = None
    screened: int | None = None
    day_one: int | None = None
    visits: dict[str, int] = field(default_factory=dict)     # code of the visit: days after its planned day
    failed: tuple[int, str] | None = None
    closed: str = ""
    ended: tuple[tuple[int, str, str], ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    vials: int = 0
    again: int | None = None     # consented again to the amended form


@dataclass(frozen=True)
class Piece:
    """One invented study."""

    number: str
    trial: dict[str, Any]
    study: dict[str, Any]
    opened: int
    plan: str
    rules: tuple[str, ...]
    forms: tuple[tuple[str, int, bool], ...]
    tales: tuple[Tale, ...]
    drug: tuple[str, str] | None = None
    her2: str = "negative"


def event(term: str, grade: int, began: int, **more: Any) -> dict[str, Any]:
    """An adverse event as the demo tells it."""
    return {"term": term, "grade": grade, "began": began, "causality": "possible", "outcome": "recovering", **more}


def _made(upto: int, **late: int) -> dict[str, int]:
    return {"SCR": 0, **{f"C{n}D1": 0 for n in range(1, upto + 1)}, **late}


MUDAN = Piece(
    "MUDAN-301",
    {"registry": "demo", "acronym": "MUDAN-301", "status": "RECRUITING", "phases": ["PHASE3"], "settings": ["advanced"],
     "study_type": "INTERVENTIONAL", "sponsor": "Invented for the demo programme", "enrolment": 420,
     "title": "SYN-101 or chemotherapy of physician's choice in HR-positive, HER2-negative advanced breast cancer"
              " (invented)",
     "title_zh": "SYN-101 对比研究者选择化疗治疗 HR 阳性、HER2 阴性晚期乳腺癌（演示用虚构研究）"},
    {"short_name": "MUDAN-301", "site_number": "03", "protocol_version": "2.1",
     "ethics_committee": "芍药大学肿瘤医院伦理委员会", "planned": 12}, 210, SCREENING + CYCLES,
    ("site-default", "ethics-24h"), (("1.0", 215, False), ("2.0", 20, True)),
    (Tale(150, 140, 133, 126, _made(6, C4D1=5), events=(event("Neutrophil count decreased", 3, 100, outcome="recovered"),),
          vials=24, again=12),
     Tale(112, 104, 97, 92, _made(4), ended=((12, "treatment", "疾病进展 Progression on imaging"),), vials=16),
     Tale(90, 78, 71, 64, _made(3), vials=12, again=9, events=(
         event("Febrile neutropenia", 3, 2, serious=("hospital",), known=19, measure="interrupted"),)),
     Tale(70, 60, 52, 47, _made(2), vials=8, events=(event("Fatigue", 1, 30), event("Nausea", 2, 41, outcome="recovered"))),
     Tale(50, 41, 33, 24, _made(1), vials=4),
     Tale(40, 33, 27, 22, _made(1), vials=4, again=2, events=(
         event("Infusion related reaction", 2, 21, serious=("other",), known=480, outcome="recovered"),)),
     Tale(33, 28, 20, None, failed=(18, "laboratory")), Tale(25, 20, 12, None, failed=(10, "criterion")),
     Tale(9, 6), Tale(4)),
    ("SYN-101 100 mg", "M2604"))

PEONY = Piece(
    "PEONY-IIT-02",
    {"registry": "demo", "acronym": "PEONY-02", "status": "RECRUITING", "phases": ["PHASE2"], "settings": ["advanced"],
     "study_type": "INTERVENTIONAL", "sponsor": "芍药大学肿瘤医院 Paeonia University Cancer Hospital", "enrolment": 60,
     "title": "Weekly symptom reports by telephone during endocrine therapy of advanced breast cancer (invented)",
     "title_zh": "晚期乳腺癌内分泌治疗期间每周电话症状随访研究（演示用虚构研究）"},
    {"short_name": "PEONY-02", "site_number": "01", "protocol_version": "1.2",
     "ethics_committee": "芍药大学肿瘤医院伦理委员会", "planned": 10}, 300, MONTHS,
    ("site-default", "ethics-7-15", "susar-sponsor"),
    (("1.1", 300, False),),
    (Tale(210, 200, 198, 196, {"M1": 0, "M2": 2, "M3": -1, "M4": 0, "M5": 8, "M6": 1, "M7": 0}),
     Tale(160, 151, 150, 148, {"M1": 0, "M2": 0, "M3": 3},
          ended=((70, "withdrawal", "迁居外地 Moved to another city"),)),
     Tale(80, 75, 74, 72, {"M1": 0, "M2": 1}),
     Tale(60, closed="declined"), Tale(30, closed="other_study")))

PIECES = (MUDAN, PEONY)
