"""People whose charts are told in full (`demo_files/stories.yaml`), said as statements of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from paeonia.criteria.nodes import Ask, Node, Not, children
from paeonia.knowledge.trials import trials
from paeonia.record.dates import iso
from paeonia.record.facts import Fact, Identity, Review, Statement

FILE = Path(__file__).parents[1] / "demo_files" / "stories.yaml"
SOURCE = "demo story"
_WELL = 3  # days ago
RESULTS: Mapping[str, tuple[Any, float | None]] = {
    "haemoglobin": (121, None),
    "anc": (3.2, None),
    "wbc": (5.4, None),
    "platelets": (214, None),
    "lymphocytes": (1.6, None),
    "alt": (22, 40),
    "ast": (24, 35),
    "alp": (78, 135),
    "bilirubin": (9.8, 23),
    "albumin": (43.1, None),
    "ldh": (198, 250),
    "creatinine": (58, 81),
    "potassium": (4.2, None),
    "calcium": (2.31, 2.52),
    "magnesium": (0.9, None),
    "sodium": (140, None),
    "glucose_fasting": (5.1, 6.1),
    "hba1c": (5.4, None),
    "inr": (1.0, 1.2),
    "aptt": (29.5, 37),
    "cholesterol": (4.4, 5.2),
    "triglycerides": (1.2, 1.7),
    "lvef": (64, None),
    "qtcf": (412, None),
    "heart_rate": (74, None),
    "systolic_bp": (118, None),
    "diastolic_bp": (74, None),
    "spo2": (98, None),
    "ecog": (1, None),
    "life_expectancy": (12, None),
    "hbsag": ("negative", None),
    "hbcab": ("negative", None),
    "hcv_ab": ("negative", None),
    "hiv": ("negative", None),
    "consent_contact": ("yes", None),
    "consent_research": ("yes", None),
    "vital_status": ("alive", None),
    "breastfeeding": ("no", None),
    "smoking": ("never", None),
}
LISTS = (
    "therapy",
    "condition",
    "metastasis",
    "radiotherapy",
    "procedure",
    "allergy",
    "vaccination",
    "adverse_event",
    "variant",
    "trial_participation",
    "relapse",
    "progression",
    "transfusion",
)


@lru_cache(maxsize=1)
def stories() -> tuple[Mapping[str, Any], ...]:
    """The stories as written, read once."""
    return tuple(yaml.safe_load(FILE.read_text("utf-8")))


def statements(story: Mapping[str, Any], today: int) -> Iterator[Statement]:
    """Everything said of one person, with the days counted back from `today`."""
    key = story["number"]
    yield Statement(key, Identity(key, *story["name"]))
    for says in _facts(story, today):
        yield Statement(key, says)
    for name in LISTS:
        yield Statement(key, Review(name, iso(today - _WELL)))


def _facts(story: Mapping[str, Any], today: int) -> Iterator[Fact]:
    first = max(entry.get("ago", entry.get("from", 0)) for entry in story["facts"])
    day = date.fromordinal(today)
    yield Fact(
        "birth_date",
        {"value": date(day.year - story["age"], 3, 1 + story["age"] % 27).isoformat()},
        None,
        SOURCE,
    )
    yield Fact("sex", {"value": story.get("sex", "female")}, None, SOURCE)
    yield Fact("diagnosis_date", {"value": iso(today - first)}, None, SOURCE)
    for name in ("height", "weight"):
        yield Fact(name, {"value": story[name]}, iso(today - _WELL), SOURCE)
    for entry in story["facts"]:
        yield from _entry(entry, today)
    if story.get("well"):
        yield from _results(set(story.get("without", ())), today)
    for question, answer in favourable(story.get("answered", ())).items():
        yield Fact("ask", {"question": question, "value": answer}, iso(today - 2), SOURCE)


def _entry(entry: Mapping[str, Any], today: int) -> Iterator[Fact]:
    on = iso(today - entry.get("ago", entry.get("from", 0)))
    for name, value in entry.items():
        if name in ("ago", "from", "to", "ongoing"):
            continue
        if not isinstance(value, dict):
            yield Fact(name, {"value": value}, on, SOURCE)
            continue
        fields = dict(value)
        if "from" in entry:
            fields["start"] = on
            if "to" in entry:
                fields["stop"] = iso(today - entry["to"])
            elif entry.get("ongoing") or name == "metastasis":
                fields["ongoing"] = True
        yield Fact(name, fields, on, SOURCE)


def _results(without: set[str], today: int) -> Iterator[Fact]:
    for name, (value, uln) in RESULTS.items():
        if name not in without:
            fields = {"value": value} if uln is None else {"value": value, "uln": uln}
            yield Fact(name, fields, iso(today - _WELL), SOURCE)


def favourable(ids: tuple[str, ...] | list[str]) -> dict[str, str]:
    """The questions that some trials put to a person, each with the answer that does not speak against her."""
    found: dict[str, str] = {}

    def walk(node: Node, wanted: bool) -> None:
        if isinstance(node, Ask):
            found.setdefault(node.en, "yes" if wanted else "no")
        for part in children(node):
            walk(part, wanted != isinstance(node, Not))

    for id in ids:
        if id in trials():
            walk(trials()[id].eligibility, True)
    return found
