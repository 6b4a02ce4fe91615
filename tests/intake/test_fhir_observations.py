"""Observations into facts: laboratory values, receptors, stages, and everything that is no fact."""

import pytest
from intake.made_up import LOINC, SNOMED, coded, concept, facts, lab, problems, quantity, read_all


def test_a_value_with_unit_and_the_laboratorys_limit(dictionary):
    found = facts(dictionary, lab("1742-6", **quantity(88.5, "U/L", referenceRange=[{"high": {"value": 40}}])))
    assert found == [("alt", {"value": 88.5, "uln": 40.0}, "2024-05-01")]


def test_units_are_converted(dictionary):
    ((_, fields, _),) = facts(dictionary, lab("2160-0", **quantity(1.0, "mg/dL")))
    assert fields["value"] == pytest.approx(88.4, abs=0.1)
    ((_, fields, _),) = facts(dictionary, lab("29463-7", **quantity(155, "[lb_av]")))
    assert fields["value"] == pytest.approx(70.3, abs=0.1)


def test_a_missing_unit_is_not_guessed(dictionary):
    bare = lab("2160-0", valueQuantity={"value": 1.0})
    assert problems(dictionary, bare) == ["fhir-no-unit"] and facts(dictionary, bare) == []


@pytest.mark.parametrize(("value", "code"), [
    ({"valueCodeableConcept": concept(SNOMED, "10828004")}, "positive"),
    ({"valueCodeableConcept": concept(LOINC, "LA6577-6")}, "negative"),
    ({"valueCodeableConcept": concept(text="阴性")}, "negative"),
    ({"valueString": "Positive"}, "positive"),
    ({"interpretation": [concept("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "POS")]},
     "positive")])
def test_receptors_in_every_dress(dictionary, value, code):
    assert facts(dictionary, lab("85337-4", **value)) == [("er", {"value": code}, "2024-05-01")]


def test_a_percentage_for_a_receptor_is_its_percentage(dictionary):
    assert facts(dictionary, lab("85337-4", **quantity(90, "%"))) == [("er_percent", {"value": 90.0}, "2024-05-01")]
    assert facts(dictionary, lab("85318-4", valueString="less than 1.8")) == [
        ("her2_ish_ratio", {"value": 1.8, "comparator": "<"}, "2024-05-01")]


def test_her2_by_immunohistochemistry(dictionary):
    assert facts(dictionary, lab("85319-2", valueString="2+")) == [("her2_ihc", {"value": "2+"}, "2024-05-01")]


@pytest.mark.parametrize(("code", "display", "variable", "value"), [
    ("399504009", "American Joint Committee on Cancer cT3 (qualifier value)", "cT", "T3"),
    ("384625004", "American Joint Committee on Cancer pT1c (qualifier value)", "pT", "T1c"),
    ("399537006", "American Joint Committee on Cancer stage IIIC (qualifier value)", "stage_clinical", "IIIC"),
    ("399588009", "Stage 2A (qualifier value)", "stage_pathological", "IIA")])
def test_stage_by_its_words(dictionary, code, display, variable, value):
    staged = coded(SNOMED, code, valueCodeableConcept=concept(SNOMED, "1", display))
    assert facts(dictionary, staged) == [(variable, {"value": value}, "2024-05-01")]


def test_a_coarser_word_of_the_same_day_adds_nothing(dictionary):
    fine, coarse = (lab("21908-9", valueCodeableConcept=concept(text=t)) for t in ("Stage 1A", "Stage 1"))
    assert facts(dictionary, fine, coarse) == [("stage_clinical", {"value": "IA"}, "2024-05-01")]


def test_components_inherit_patient_and_day(dictionary):
    part = {"code": concept(LOINC, "33728-7"), **quantity(2.5, "cm")}
    odd = {"code": concept(LOINC, "0-0"), "valueInteger": 1}
    size = lab("21889-1", component=[part, odd])
    assert facts(dictionary, size) == [("tumour_size", {"value": 25.0, "written": "2.5 cm"}, "2024-05-01")]
    assert problems(dictionary, size) == ["fhir-unknown-observation"]


def test_what_is_no_fact(dictionary):
    ok = {"valueCodeableConcept": concept(SNOMED, "10828004")}
    assert problems(dictionary, lab("85337-4", status="entered-in-error", **ok)) == ["fhir-not-a-fact"]
    assert problems(dictionary, lab("85337-4", status="cancelled", **ok)) == ["fhir-not-a-fact"]
    assert problems(dictionary, lab("85337-4")) == ["fhir-no-value"]
    assert problems(dictionary, lab("85337-4", dataAbsentReason=concept(text="unknown"))) == ["fhir-absent"]
    assert problems(dictionary, lab("85337-4", valueCodeableConcept=concept(text="not positive"))) == [
        "fhir-unreadable-value"]
    assert problems(dictionary, lab("8480-6", **quantity(6000, "mm[Hg]"))) == ["impossible-value"]
    assert problems(dictionary, lab("1742-6", **quantity(30, "furlong"))) == ["unknown-unit"]
    assert problems(dictionary, lab("1742-6", on="2031-01-01", **quantity(30, "U/L"))) == ["future-date"]
    assert problems(dictionary, lab("99999-9", **quantity(30, "U/L"))) == ["fhir-unknown-observation"]


def test_a_preliminary_value_is_flagged(dictionary):
    (said,), *_ = read_all(dictionary, lab("1742-6", status="preliminary", **quantity(30, "U/L")))
    assert "[preliminary]" in said.says.source


def test_no_metastasis_is_a_list_looked_through(dictionary):
    none = lab("44667-4", valueCodeableConcept=concept(SNOMED, "260413007", "None (qualifier value)"))
    (said,), *_ = read_all(dictionary, none)
    assert (said.kind, said.says.key, said.says.on) == ("review", "metastasis", "2024-05-01")


def variant(*parts, value="LA9633-4"):
    listed = [{"code": concept(LOINC, code), "valueCodeableConcept": meant} for code, meant in parts]
    return lab("69548-6", component=listed, valueCodeableConcept=concept(LOINC, value))


HGNC = "http://www.genenames.org"


def test_a_variant(dictionary):
    found = variant(("48018-6", concept(HGNC, "HGNC:8975", "PIK3CA")), ("48005-3", concept(text="p.(His1047Arg)")),
                    ("53037-8", concept(LOINC, "LA6668-3")), ("48002-0", concept(LOINC, "LA6684-0")))
    assert facts(dictionary, found) == [("variant", {
        "gene": "PIK3CA", "significance": "pathogenic", "origin": "somatic", "change": "H1047R"}, "2024-05-01")]
    assert problems(dictionary, variant(value="LA9634-2")) == ["fhir-not-found"]
    assert problems(dictionary, variant(("48018-6", concept(HGNC, "HGNC:0", "NOSUCH")))) == ["fhir-unknown-entry"]


def test_genes_looked_at_unless_a_variant_was_not_understood(dictionary):
    studied = lab("53041-0", component=[{"code": concept(LOINC, "48018-6"),
                                         "valueCodeableConcept": concept(HGNC, "1100", "BRCA1")}])
    said, *_ = read_all(dictionary, studied)
    assert [s.says.key for s in said] == ["variant(gene=BRCA1)"]
    puzzling = variant(("48018-6", concept(HGNC, "HGNC:0", "NOSUCH")))
    assert read_all(dictionary, studied, puzzling)[0] == []
