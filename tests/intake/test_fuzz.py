"""Whatever is cut off or left out of a FHIR file, nothing breaks and nothing is lost in silence."""

import copy
import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from intake.made_up import LOINC, RXNORM, SNOMED, concept, drug, lab, patient, quantity

from paeonia.chart.intake.fhir_facts import facts_of
from paeonia.chart.intake.tally import Tally
from paeonia.fhir.entries import Resource
from paeonia.fhir.read import read_bytes
from paeonia.knowledge.dictionary import load
from paeonia.record.facts import Statement, Unread

SUBJECT = {"reference": "Patient/p1"}
GENE = {"code": concept(LOINC, "48018-6"), "valueCodeableConcept": concept("http://www.genenames.org", "8975", "PIK3CA")}
WHOLE = {"resourceType": "Bundle", "type": "transaction", "entry": [{"fullUrl": f"urn:uuid:{i}", "resource": r}
                                                                   for i, r in enumerate([
    patient(name=[{"family": "王", "given": ["芳"]}], identifier=[{"type": concept(code="MR"), "value": "B1"}]),
    lab("1742-6", **quantity(30, "U/L", referenceRange=[{"high": {"value": 40, "unit": "U/L"}}])),
    lab("85337-4", valueCodeableConcept=concept(SNOMED, "10828004", "Positive")),
    lab("21889-1", component=[{"code": concept(LOINC, "33728-7"), **quantity(2.5, "cm")}]),
    lab("69548-6", component=[GENE], valueCodeableConcept=concept(LOINC, "LA9633-4")),
    {"resourceType": "Condition", "subject": SUBJECT, "code": concept(SNOMED, "254837009"), "onsetDateTime": "2020-01-01",
     "extension": [{"url": "x/mcode-histology-morphology-behavior", "valueCodeableConcept": concept(SNOMED, "82711006")}],
     "stage": [{"summary": concept(text="IIB")}]},
    drug("MedicationAdministration", "paclitaxel", "2020-02-01", id="a1"),
    drug("MedicationRequest", "letrozole", "2020-02-01", dosageInstruction=[{"timing": {"repeat": {
        "boundsPeriod": {"start": "2020-02-02", "end": "2020-03-02"}}}}]),
    {"resourceType": "MedicationRequest", "subject": SUBJECT, "medicationReference": {"reference": "Medication/m"}},
    {"resourceType": "Medication", "id": "m", "code": concept(RXNORM, "84857")},
    {"resourceType": "Procedure", "status": "completed", "subject": SUBJECT, "code": concept(SNOMED, "1217123003"),
     "performedPeriod": {"start": "2020-04-01", "end": "2020-05-01"},
     "extension": [{"url": "x/mcode-radiotherapy-dose-delivered-to-volume", "extension": [
         {"url": "totalDoseDelivered", "valueQuantity": {"value": 5000, "code": "cGy"}}]}]},
    {"resourceType": "AllergyIntolerance", "patient": SUBJECT, "code": concept(text="paclitaxel"),
     "reaction": [{"severity": "mild"}]},
    {"resourceType": "FamilyMemberHistory", "patient": SUBJECT, "condition": [{"code": concept(text="breast cancer")}]},
])]}
TEXT = json.dumps(WHOLE, ensure_ascii=False).encode()
DICTIONARY = load(Path(__file__).parents[2] / "knowledge" / "breast")[0]
QUICK = settings(max_examples=100, deadline=None)


def paths(value, here=()):
    """Every place in the bundle that can be removed or replaced, resources themselves apart."""
    if len(here) > 3:
        yield here
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from paths(inner, (*here, key))


PATHS = list(paths(WHOLE))
JUNK = st.sampled_from([None, "", "x", 7, -1, [], {}, [[]], [None], {"coding": 3}, [{"coding": [None]}], True,
                        "2020-13-45", {"value": "x"}, [{"url": None}]])


def accounted_for(data):
    met = list(read_bytes(data, "fuzz.json"))
    tally = Tally()
    said = list(facts_of(met, DICTIONARY, tally=tally))
    assert tally.balanced()
    assert sum(tally.met.values()) == sum(isinstance(item, Resource) for item in met)
    assert sum(tally.met.values()) + tally.broken == len(met)
    for item in said:
        if isinstance(item, Unread):
            assert item.problem.text("en") and item.problem.text("zh")
    listed = sum(isinstance(item, Unread) for item in said)
    assert listed or not (tally.broken or tally.unread.total() or tally.passed.total())
    return said


def test_the_whole_bundle_is_understood():
    said = accounted_for(TEXT)
    known = {s.says.variable for s in said if isinstance(s, Statement) and s.kind == "fact"}
    assert {"alt", "er", "tumour_size", "variant", "histology", "therapy", "radiotherapy", "allergy",
            "family_history"} <= known


@QUICK
@given(st.integers(0, len(TEXT)))
def test_cut_anywhere(end):
    accounted_for(TEXT[:end])


@QUICK
@given(st.lists(st.tuples(st.sampled_from(PATHS), st.booleans(), JUNK), min_size=1, max_size=4))
def test_parts_missing_or_replaced_by_nonsense(changes):
    broken = copy.deepcopy(WHOLE)
    for path, gone, junk in changes:
        at = broken
        try:
            for key in path[:-1]:
                at = at[key]
            if gone:
                del at[path[-1]]
            else:
                at[path[-1]] = copy.deepcopy(junk)      # the same list twice would hold itself
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    accounted_for(json.dumps(broken).encode())


@QUICK
@given(st.binary(max_size=60), st.integers(0, len(TEXT)))
def test_bytes_thrown_in(noise, at):
    accounted_for(TEXT[:at] + noise + TEXT[at:])
