"""Patients, conditions, drugs, procedures: who, what disease, what was given."""

import pytest
from intake.made_up import (
    LOINC,
    RXNORM,
    SNOMED,
    coded,
    concept,
    drug,
    facts,
    lab,
    patient,
    problems,
    quantity,
    read_all,
)

from paeonia.record.facts import Review

ICD = "http://hl7.org/fhir/sid/icd-10-cm"

SUBJECT = {"subject": {"reference": "Patient/p1"}}


def condition(code=None, display=None, **more):
    return {"resourceType": "Condition", **SUBJECT, "code": concept(SNOMED, code, display), "onsetDateTime": "2020-01",
            **more}


def procedure(code, on="2020-02-01", **more):
    return {"resourceType": "Procedure", "status": "completed", **SUBJECT, "code": concept(SNOMED, code),
            "performedDateTime": on, **more}


def identity(dictionary, **more):
    return read_all(dictionary, patient(**more))[0][0].says


def test_identity_with_a_chinese_name(dictionary):
    who = identity(dictionary, name=[{"text": "Ouyang Xiaomei", "use": "usual"}, {"text": "欧阳晓梅", "use": "usual"}],
                   identifier=[{"type": concept(code="SS"), "value": "9"}, {"type": concept(code="MR"), "value": "B1"}])
    assert (who.family_name, who.given_name, who.mrn) == ("欧阳", "晓梅", "B1")
    assert ("fhir", "p1") in who.identifiers and ("SS", "9") in who.identifiers
    assert identity(dictionary, name=[{"family": "王", "given": ["小", "芳"]}]).given_name == "小芳"
    assert identity(dictionary, name=[{"text": "Jenny M"}]).family_name == "M"
    assert identity(dictionary).mrn == "p1"


def test_person_facts(dictionary):
    found = facts(dictionary, patient(deceasedDateTime="2025-01-02T10:00:00Z"))
    assert ("birth_date", {"value": "1968-03"}, None) in found and ("sex", {"value": "female"}, None) in found
    assert ("vital_status", {"value": "dead"}, "2025-01-02") in found
    assert facts(dictionary, patient(gender="unknown", birthDate=None)) == []
    assert problems(dictionary, patient(gender="femal")) == ["fhir-unreadable-value"]
    assert problems(dictionary, patient(birthDate="01/02/1968")) == ["fhir-bad-date"]


def test_two_patients_with_one_number(dictionary):
    number = {"identifier": [{"type": concept(code="MR"), "value": "B1"}]}
    assert "fhir-same-number" in problems(dictionary, patient(**number), {**patient(**number), "id": "p2"})


def test_primary_cancer(dictionary):
    morphology = {"url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
                  "valueCodeableConcept": concept(SNOMED, "82711006")}
    found = facts(dictionary, condition("353431000119107", "Primary malignant neoplasm of female left breast (disorder)",
                                        extension=[morphology], stage=[{"summary": concept(text="Stage IIB")}]))
    assert found == [("histology", {"value": "ductal"}, "2020-01"), ("laterality", {"value": "left"}, "2020-01"),
                     ("diagnosis_date", {"value": "2020-01"}, "2020-01"), ("stage_anatomic", {"value": "IIB"}, "2020-01")]


def test_metastasis_and_other_illness(dictionary):
    found = facts(dictionary, condition("94222008", abatementDateTime="2021-05"))
    assert found == [("metastasis", {"site": "bone", "start": "2020-01", "stop": "2021-05"}, "2020-01")]
    ((_, fields, _),) = facts(dictionary, condition("59621000", clinicalStatus=concept(code="active")))
    assert fields == {"group": "hypertension", "start": "2020-01", "ongoing": True}
    assert problems(dictionary, condition("1", "Pain in breast")) == ["fhir-unknown-condition"]
    for doubt in ("refuted", "provisional", "entered-in-error"):
        assert problems(dictionary, condition("94222008", verificationStatus=concept(code=doubt))) == ["fhir-not-a-fact"]


def test_repeated_doses_are_one_course(dictionary):
    doses = [drug("MedicationAdministration", "Paclitaxel 100 MG Injection", f"2020-0{m}-10", id=f"d{m}")
             for m in (1, 2, 3, 8)]
    later = lab("1742-6", on="2022-01-01", **quantity(30, "U/L"))
    first, second = facts(dictionary, *doses, later, variable="therapy")
    assert first[1] == {"drug": "paclitaxel", "start": "2020-01-10", "stop": "2020-03-10", "cycles": 3}
    assert second[1] == {"drug": "paclitaxel", "start": "2020-08-10", "stop": "2020-08-10"}
    ((_, fields, _),) = facts(dictionary, doses[0], variable="therapy")
    assert "stop" not in fields  # the record ends here: nobody knows


def test_an_order_and_its_administrations_are_one_treatment(dictionary):
    found = facts(dictionary, drug("MedicationRequest", "PACLitaxel", "2020-01-05"),
                  drug("MedicationAdministration", "paclitaxel", "2020-01-10"))
    assert [f[1]["start"] for f in found] == ["2020-01-05"]


def test_chemotherapy_beside_its_drugs_is_not_counted_twice(dictionary):
    found = facts(dictionary, procedure("367336001", "2020-01-10"), procedure("367336001", "2023-01-10"),
                  drug("MedicationAdministration", "paclitaxel", "2020-01-10"))
    assert sorted((f[1]["drug"], f[1]["start"]) for f in found) == [
        ("chemotherapy", "2023-01-10"), ("paclitaxel", "2020-01-10")]


def test_drug_names(dictionary):
    def named(text):
        return [f[1]["drug"] for f in facts(dictionary, drug("MedicationStatement", text, "2020-01-10"))]

    assert named("ado-trastuzumab emtansine 100 MG Injection") == ["trastuzumab_emtansine"] or \
        named("ado-trastuzumab emtansine 100 MG Injection") == named("T-DM1")
    assert named("哌柏西利胶囊 125mg") == ["palbociclib"]
    assert named("10 ML Doxorubicin Hydrochloride 2 MG/ML Injection") == ["doxorubicin"]
    assert "doxorubicin" not in named("doxorubicin hydrochloride liposome 2 MG/ML")
    assert "trastuzumab" not in named("trastuzumab somethingtecan / trastuzumab vedotin")
    assert named("Lavender oil") == []


def test_drugs_that_were_not_taken(dictionary):
    for more, code in (({"status": "entered-in-error"}, "fhir-not-a-fact"), ({"status": "not-taken"}, "fhir-negated"),
                       ({"doNotPerform": True}, "fhir-negated"), ({"status": "draft"}, "fhir-planned"),
                       ({"intent": "proposal"}, "fhir-planned")):
        assert problems(dictionary, drug("MedicationRequest", "letrozole", "2020-01-01", **more)) == [code]
    assert problems(dictionary, drug("MedicationRequest", "Lavender oil", "2020-01-01")) == ["fhir-unknown-drug"]


def test_a_medication_resource_may_come_later_or_inside(dictionary):
    order = drug("MedicationRequest", "", "2020-01-01", medicationReference={"reference": "Medication/m1"})
    del order["medicationCodeableConcept"]
    medication = {"resourceType": "Medication", "id": "m1", "code": concept(RXNORM, "84857", "anastrozole")}
    assert [f[1]["drug"] for f in facts(dictionary, order, medication)] == ["anastrozole"]
    assert problems(dictionary, order) == ["fhir-unresolved"]
    inside = {**order, "medicationReference": {"reference": "#m1"}, "contained": [medication]}
    assert [f[1]["drug"] for f in facts(dictionary, inside)] == ["anastrozole"]


def test_stop_reason_and_ongoing(dictionary):
    taken = drug("MedicationStatement", "letrozole", "2020-01-01", status="active",
                 effectivePeriod={"start": "2020-01-01"})
    del taken["effectiveDateTime"]
    assert facts(dictionary, taken)[0][1] == {"drug": "letrozole", "start": "2020-01-01", "ongoing": True}
    stopped = drug("MedicationRequest", "letrozole", "2020-01-01", status="stopped",
                   statusReason=concept(text="疾病进展"))
    assert facts(dictionary, stopped)[0][1]["stop_reason"] == "progression"


def test_operations_and_radiotherapy(dictionary):
    side = [concept(SNOMED, "80248007", "Left breast structure (body structure)")]
    assert facts(dictionary, procedure("64368001", bodySite=side)) == [
        ("procedure", {"kind": "breast_conserving", "side": "left"}, "2020-02-01")]
    sessions = [procedure("33195004", f"2020-03-0{d}", id=f"r{d}") for d in range(1, 9)]
    assert facts(dictionary, *sessions) == [("radiotherapy", {"technique": "external", "start": "2020-03-01"},
                                             "2020-03-01")]
    assert problems(dictionary, procedure("64368001", status="not-done")) == ["fhir-negated"]
    assert problems(dictionary, procedure("64368001", status="preparation")) == ["fhir-planned"]
    assert problems(dictionary, procedure("1")) == ["fhir-unknown-procedure"]


def test_allergy_and_family(dictionary):
    allergic = {"resourceType": "AllergyIntolerance", "patient": {"reference": "Patient/p1"},
                "code": concept(text="paclitaxel"), "reaction": [{"severity": "severe"}, {"severity": "mild"}]}
    assert facts(dictionary, allergic) == [("allergy", {"agent": "paclitaxel", "severity": "severe"}, None)]
    aunt = {"resourceType": "FamilyMemberHistory", "status": "completed", "patient": {"reference": "Patient/p1"},
            "condition": [{"code": concept(text="Malignant tumor of ovary (disorder)")}]}
    assert facts(dictionary, aunt) == [("family_history", {"value": "yes"}, None)]
    assert facts(dictionary, {**aunt, "condition": [{"code": concept(text="Diabetes")}]}) == []


def test_subjects(dictionary):
    good = quantity(30, "U/L")
    nobody = {**lab("1742-6", **good), "subject": None}
    assert len(facts(dictionary, nobody, patient(), variable="alt")) == 1          # the only patient of the bundle
    assert problems(dictionary, nobody, patient(), {**patient(), "id": "p2"}) == ["fhir-no-patient"]
    said, *_ = read_all(dictionary, lab("1742-6", **good), patient())
    assert {s.patient for s in said} == {"p1"}


def test_kinds_and_copies_are_counted(dictionary):
    _, unread, tally = read_all(dictionary, patient(), patient(), {"resourceType": "Encounter"},
                                {"resourceType": "Encounter"}, {"resourceType": "Immunization"})
    assert tally.same["Patient"] == 1 and tally.passed["Encounter"] == 2 and tally.unread["Immunization"] == 1
    assert [u.problem.code for u in unread] == ["fhir-unknown-kind", "fhir-not-this-record"]
    assert "2" in unread[1].problem.text("zh")


def test_many_alike_are_summed_up(dictionary):
    _, unread, tally = read_all(dictionary, *[lab("99999-9", valueInteger=i) for i in range(20)])
    assert [u.problem.code for u in unread] == ["fhir-unknown-observation"] * 5 + ["fhir-more-alike"]
    assert unread[-1].problem.params["count"] == 15 and tally.unread["Observation"] == 20


@pytest.mark.parametrize(("code", "said"), [
    ("C50.411", [("histology", {"value": "invasive_carcinoma"})]), ("D05.12", [("histology", {"value": "dcis"})]),
    ("M05.79", [("condition", {"group": "rheumatoid_arthritis"})])])
def test_narrower_icd10_codes_mean_what_stands_above_them(dictionary, code, said):
    condition = {"resourceType": "Condition", "id": "c", "code": {"coding": [{"system": ICD, "code": code}]},
                 **SUBJECT, "clinicalStatus": {}}
    assert [(name, fields) for name, fields, _ in facts(dictionary, condition) if name != "diagnosis_date"] == said


@pytest.mark.parametrize(("site", "found"), [("80248007", ["histology"]), ("71854001", [])])
def test_any_cancer_is_breast_cancer_where_its_site_says_so(dictionary, site, found):
    condition = {"resourceType": "Condition", "id": "c", "code": concept(SNOMED, "363346000"),
                 "bodySite": [concept(SNOMED, site)], **SUBJECT,
                 "extension": [{"url": "x/mcode-histology-morphology-behavior",
                                "valueCodeableConcept": concept(SNOMED, "77284006")}]}
    assert [name for name, _, _ in facts(dictionary, condition) if name == "histology"] == found


def test_what_was_looked_for_and_absent_is_a_review(dictionary):
    looked = coded(SNOMED, "398192003", extension=[
        {"url": "x/mcode-related-condition-absent", "valueCodeableConcept": concept(SNOMED, "414916001")}])
    none = coded(SNOMED, "1287652008", valueBoolean=False)
    liver = coded(SNOMED, "1")
    liver["code"]["coding"][0]["display"] = "History of cancer metastatic to liver (situation)"
    said = [s.says for s in read_all(dictionary, patient(), looked, none, liver)[0]]
    assert Review("condition(group=obesity)", "2024-05-01") in said and Review("metastasis", "2024-05-01") in said
    assert [s.fields for s in said if getattr(s, "variable", "") == "metastasis"] == [{"site": "liver"}]


def test_a_variant_is_given_the_meaning_that_another_resource_tells(dictionary):
    gene = {"code": concept(LOINC, "48018-6"), "valueCodeableConcept": concept("http://www.genenames.org", "HGNC:1100")}
    variant = {**lab("69548-6", component=[gene], valueCodeableConcept=concept(LOINC, "LA9633-4")), "id": "v"}
    meaning = {"code": concept(LOINC, "53037-8"), "valueCodeableConcept": concept(LOINC, "LA6668-3")}
    implication = {**coded("tbd", "diagnostic-implication", component=[meaning]),
                   "derivedFrom": [{"reference": "Observation/v"}]}
    ((name, fields, _),) = facts(dictionary, variant, implication)
    assert name == "variant" and fields["gene"] == "BRCA1" and fields["significance"] == "pathogenic"
