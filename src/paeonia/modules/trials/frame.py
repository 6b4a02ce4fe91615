"""The identity band above a page of this module about one patient."""

from __future__ import annotations

from dataclasses import replace

from paeonia.chart import picture
from paeonia.chart.cards import Person
from paeonia.guidance.fact_words import value_said
from paeonia.record.timeline import Timeline
from paeonia.ui import shapes
from paeonia.ui.words import language


def band(person: Person, line: Timeline) -> shapes.Patient:
    """The band of her chart, leading back to it."""
    return replace(picture.band(person, line, language()), href=f"/patients/{person.id}/")


def brief(line: Timeline) -> list[dict[str, str]]:
    """The one line a doctor would write beside a name: subtype, extent of disease, performance."""
    found = []
    for name in ("subtype", "disease_extent", "ecog"):
        reading = line.latest.get(name)
        if reading and name in line.dictionary:
            said = {lang: value_said(reading.fact, line.dictionary[name], lang) for lang in ("en", "zh")}
            found.append({lang: f"ECOG {text}" for lang, text in said.items()} if name == "ecog" else said)
    return found
