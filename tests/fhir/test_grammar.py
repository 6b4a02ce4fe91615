"""References, codings and dates in the spellings exports really use."""

import pytest

from paeonia.fhir import codings, dates, references


@pytest.mark.parametrize(("written", "meant"), [
    ("Patient/1", "Patient/1"), ("http://host/fhir/Patient/1", "Patient/1"), ("Patient/1/_history/3", "Patient/1"),
    ("urn:uuid:ABC-1", "abc-1"), ("#med", "#med"), ("Patient?identifier=x", "Patient?identifier=x"), ("", "")])
def test_targets(written, meant):
    assert references.target({"reference": written}) == meant


def test_names_and_contained():
    content = {"resourceType": "Patient", "id": "A", "contained": [{"resourceType": "Medication", "id": "m"}]}
    assert references.names(content, "urn:uuid:ABC") == ["abc", "Patient/A", "a"]
    assert references.contained(content, "#m") == {"resourceType": "Medication", "id": "m"}
    assert references.contained(content, "#n") is None
    assert references.target({"display": "no reference"}) == "" and references.target(None) == ""


@pytest.mark.parametrize(("address", "name"), [
    ("http://loinc.org", "loinc"), ("LOINC", "loinc"), ("http://snomed.info/sct|2024", "snomed"),
    ("urn:oid:2.16.840.1.113883.6.96", "snomed"), ("urn:oid:2.16.840.1.113883.6.1", "loinc"),
    ("http://hl7.org/fhir/sid/icd-10-cm", "icd10"), ("http://www.nlm.nih.gov/research/umls/rxnorm", "rxnorm"),
    ("http://terminology.hl7.org/CodeSystem/icd-o-3", "icdo3"), (None, "")])
def test_systems(address, name):
    assert codings.system_name(address) == name


def test_codings_of_every_shape():
    assert codings.codings({"coding": {"code": "1"}}) == [codings.Coding("", "1")]
    assert codings.codings([{"coding": [{"code": "1"}, {"display": "x"}, 5]}, "y"]) == [codings.Coding("", "1")]
    assert codings.codings({"system": "http://loinc.org", "code": "1742-6"}) == [codings.Coding("loinc", "1742-6")]
    assert codings.words({"text": "ALT", "coding": [{"code": "1", "display": "Alanine"}]}) == ["ALT", "Alanine"]
    assert codings.codings(None) == [] and codings.words(7) == []


@pytest.mark.parametrize(("written", "day"), [
    ("2018", "2018"), ("2018-03", "2018-03"), ("2018-03-16T23:59:00-05:00", "2018-03-16"), ("16.3.2018", None),
    ("20180316", None), (5, None)])
def test_days(written, day):
    assert dates.day(written) == day


def test_periods():
    content = {"effectivePeriod": {"start": "2018-03-01", "end": "2018-04"}}
    assert dates.begins(content, "effective") == "2018-03-01"
    assert dates.period(content, "effective") == ("2018-03-01", "2018-04")
    assert dates.period({"effectivePeriod": "x"}, "effective") == (None, None)
