"""The identity band above a page of this module about one patient."""

from __future__ import annotations

from datetime import date

from paeonia.chart.cards import Person
from paeonia.guidance.fact_words import value_said
from paeonia.people.models import Hospital
from paeonia.record.timeline import Timeline
from paeonia.ui import shapes
from paeonia.ui.words import language

KEY_FACTS = ("hr", "her2", "stage_anatomic", "ecog")


def band(person: Person, line: Timeline) -> shapes.Patient:
    """Who she is and the few things a doctor wants always in sight."""
    hospital = Hospital.objects.get(pk=person.hospital_id)
    as_of = date.fromordinal(line.as_of)
    return shapes.Patient(
        person.name[language()], person.mrn, person.birth_date or None, person.age(as_of), sex_words(person, line),
        {"en": hospital.name_en, "zh": hospital.name_zh}, f"/patients/{person.id}/", as_of, key_facts(line))


def sex_words(person: Person, line: Timeline) -> dict[str, str]:
    """The recorded sex in words."""
    values = line.dictionary["sex"].value
    if values and values.codes and person.sex in values.codes:
        return dict(values.codes.codes[person.sex].words)
    return {"en": "sex not recorded", "zh": "性别未记录"}


def key_facts(line: Timeline) -> tuple[tuple[dict[str, str], dict[str, str]], ...]:
    """Receptors, stage and performance as last recorded; what is not recorded is said so."""
    found = []
    for name in KEY_FACTS:
        if name in line.dictionary:
            variable, reading = line.dictionary[name], line.latest.get(name)
            value = {lang: value_said(reading.fact, variable, lang) for lang in ("en", "zh")} if reading else {
                "en": "not recorded", "zh": "未记录"}
            found.append((dict(variable.words), value))
    return tuple(found)


def brief(line: Timeline) -> list[dict[str, str]]:
    """The one line a doctor would write beside a name: subtype, extent of disease, performance."""
    found = []
    for name in ("subtype", "disease_extent", "ecog"):
        reading = line.latest.get(name)
        if reading and name in line.dictionary:
            said = {lang: value_said(reading.fact, line.dictionary[name], lang) for lang in ("en", "zh")}
            found.append({lang: f"ECOG {text}" for lang, text in said.items()} if name == "ecog" else said)
    return found
