"""FHIR resources of invented patients."""

import json

from paeonia.chart.intake.fhir_facts import facts_of
from paeonia.chart.intake.tally import Tally
from paeonia.fhir.read import read_bytes
from paeonia.record.dates import days
from paeonia.record.facts import Fact, Statement, Unread

LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
UCUM = "http://unitsofmeasure.org"
TODAY = days("2026-11-01").first


def concept(system=None, code=None, display=None, text=None):
    coding = {k: v for k, v in (("system", system), ("code", code), ("display", display)) if v}
    return ({"coding": [coding]} if coding else {}) | ({"text": text} if text else {})


def patient(**more):
    return {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1968-03", **more}


def lab(code, on="2024-05-01", **more):
    return {"resourceType": "Observation", "status": "final", "code": concept(LOINC, code),
            "subject": {"reference": "Patient/p1"}, "effectiveDateTime": on, **more}


def coded(system, code, **more):
    return {**lab("", **more), "code": concept(system, code)}


def quantity(value, unit, **more):
    return {"valueQuantity": {"value": value, "unit": unit, "code": unit, "system": UCUM}, **more}


def drug(kind, name, on, **more):
    when = "authoredOn" if kind == "MedicationRequest" else "effectiveDateTime"
    return {"resourceType": kind, "status": "completed", "subject": {"reference": "Patient/p1"}, when: on,
            "medicationCodeableConcept": concept(text=name), **more}


def read_all(dictionary, *resources, today=TODAY):
    """Statements, problems and the tally of one bundle of resources."""
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": r} for r in resources]}
    tally = Tally()
    said = list(facts_of(read_bytes(json.dumps(bundle).encode(), "made-up.json"), dictionary, today=today, tally=tally))
    assert tally.balanced()
    return [s for s in said if isinstance(s, Statement)], [s for s in said if isinstance(s, Unread)], tally


def facts(dictionary, *resources, variable=None, **more):
    """The facts of some resources, as (variable, fields, on)."""
    return [(s.says.variable, dict(s.says.fields), s.says.on) for s in read_all(dictionary, *resources, **more)[0]
            if isinstance(s.says, Fact) and variable in (None, s.says.variable)]


def problems(dictionary, *resources, **more):
    """The problem codes of some resources, kinds passed over left out."""
    return [u.problem.code for u in read_all(dictionary, *resources, **more)[1]
            if u.problem.code != "fhir-not-this-record"]
