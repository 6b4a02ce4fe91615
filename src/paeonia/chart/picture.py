"""A timeline as the page draws it: the identity band, and the course of disease, therapies and receptors."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from paeonia.people.models import Hospital
from paeonia.record.dictionary import Variable
from paeonia.record.timeline import Episode, Timeline
from paeonia.ui.charts.timeline import Course, Event, Receptor, Therapy
from paeonia.ui.shapes import Patient

from .cards import Person
from .receptors import results
from .said import Words, began, field_words, joined, value_words
from .treatment import courses

_BAND = ("er", "pr", "her2", "disease_extent", "ecog")
_FAMILIES = (
    ("endocrine_therapy", "endocrine"),
    ("cdk46_inhibitor", "cdk46"),
    ("antibody_drug_conjugate", "adc"),
    ("anti_her2", "her2"),
    ("chemotherapy", "chemo"),
    ("immunotherapy", "immuno"),
    ("radiotherapy", "radio"),
    ("targeted_therapy", "targeted"),
)
_KINDS = {"metastasis": "metastasis", "relapse": "metastasis", "procedure": "surgery", "progression": "progression"}
_PLAIN = ("procedure",)  # said without the word for the list they stand in
_BRIEF = ("kind", "site", "side")


def band(who: Person, line: Timeline, language: str) -> Patient:
    """The identity band above the chart."""
    hospital = Hospital.objects.filter(pk=who.hospital_id).first()
    today = date.fromordinal(line.as_of)
    sex = line.latest.get("sex")
    unknown = {"en": "sex not recorded", "zh": "性别未记录"}
    key = tuple(
        (line.dictionary[name].words, value_words(line.dictionary[name], line.latest[name].value))
        for name in _BAND
        if name in line.latest
    )
    return Patient(
        name=who.name[language],
        number=who.mrn,
        born=who.birth_date or None,
        age=who.age(today),
        sex=value_words(line.dictionary["sex"], sex.value) if sex else unknown,
        hospital=hospital.words if hospital else "",
        as_of=today,
        key_facts=key,
    )


def hospital_words() -> dict[int, Words]:
    """The name of every hospital, for lists in which patients of several stand together."""
    return {one.pk: one.words for one in Hospital.objects.all()}


def course(line: Timeline) -> Course:
    """Disease, therapies and receptors along time; what has no day cannot be drawn and stands in the lists."""
    therapies = tuple(
        Therapy(one.drugs, one.start, one.stop or None, one.ongoing, _family(line.dictionary["therapy"], one.codes))
        for one in reversed(courses(line))
        if one.start and not one.supportive
    ) + tuple(
        Therapy(line.dictionary["radiotherapy"].words, began(e), e.fact.fields.get("stop"),
                bool(e.fact.fields.get("ongoing")), "radio")
        for e in _dated(line, "radiotherapy")
    )  # fmt: skip
    receptors = tuple(Receptor(one.receptor, one.words, one.on, one.tone) for one in results(line))
    return Course(date.fromordinal(line.as_of), _events(line), therapies, receptors)


def _dated(line: Timeline, name: str) -> list[Episode]:
    book = line.dictionary
    if name not in book or book[name].kind != "event":
        return []
    return [e for e in line.episodes(name) if began(e)]


def _events(line: Timeline) -> tuple[Event, ...]:
    """What happened, things of one kind and day as one mark."""
    found = _diagnosis(line)
    for name, kind in _KINDS.items():
        by_day: dict[str, list[Words]] = defaultdict(list)
        for episode in _dated(line, name):
            by_day[began(episode)].append(_brief(line.dictionary[name], episode.codes))
        title = line.dictionary[name].words if by_day else {}
        for day, said in by_day.items():
            words = joined(one for one in said if one["en"])
            if name not in _PLAIN:
                words = {tongue: colon.join(filter(None, (title[tongue], words[tongue])))
                         for tongue, colon in (("en", ": "), ("zh", "："))}  # fmt: skip
            found.append(Event(_capital(words), day, kind))
    return tuple(found)


def _diagnosis(line: Timeline) -> list[Event]:
    first = line.latest.get("diagnosis_date")
    on = str(first.value) if first else min(
        (f.on for f in line.facts if f.variable == "histology" and f.on), default=""
    )  # fmt: skip
    if not on:
        return []
    stage = " ".join(str(line.latest[name].value) if str(line.latest[name].value).startswith("c")
                     else f"c{line.latest[name].value}" for name in ("cT", "cN", "cM") if name in line.latest)  # fmt: skip
    return [Event({"en": f"Diagnosis {stage}".strip(), "zh": f"确诊 {stage}".strip()}, on, "diagnosis")]


def _brief(variable: Variable, codes: Any) -> Words:
    """The few fields a mark on the timeline has room for."""
    said = [
        field_words(field, codes[name])
        for name, field in variable.fields.items()
        if name in _BRIEF and field.codes is not None and codes.get(name) is not None
    ]
    return joined(said, " ", " ")


def _capital(words: Words) -> Words:
    return {**words, "en": words["en"][:1].upper() + words["en"][1:]}


def _family(variable: Variable, drugs: tuple[str, ...]) -> str:
    """The family a regimen is coloured by: its most telling drug."""
    field = variable.fields.get("drug")
    found = set()
    for drug in drugs:
        if field is not None and field.codes is not None and drug in field.codes:
            above = field.codes.above(drug) | {drug}
            found.add(next((family for name, family in _FAMILIES if name in above), "other"))
    order = ("adc", "her2", "cdk46", "immuno", "targeted", "chemo", "endocrine", "radio")
    return next((family for family in order if family in found), "other")
