"""Real FHIR files: nothing breaks, everything is accounted for, and known patients are read as a doctor reads them."""

from collections import defaultdict
from itertools import islice
from string import Formatter

import pytest

from paeonia.chart.intake.fhir_facts import facts_of
from paeonia.chart.intake.tally import Tally
from paeonia.fhir.read import read
from paeonia.record.facts import Fact, Identity, Review, Statement, Unread
from paeonia.record.problems import _MESSAGES

PATHWAYS = "java_synthea_mcode_pathways/src/engine/__tests__/fixtures/patients"
# The least part of the observations that must be understood; these sets hold other cancers and other medicine too.
SETS = {"stu4_examples": 0.40, "synthea_mcode_omop": 0.55, "java_synthea_mcode_pathways": 0.75,
        "ctms_test_patients": 0.75, "data_dictionary": None}


def taken_in(path, dictionary, most=None):
    tally = Tally()
    said = list(facts_of(islice(read(path), most), dictionary, tally=tally))
    assert all(isinstance(s, Statement | Unread) for s in said)
    assert tally.balanced()
    return said, tally


@pytest.mark.parametrize("folder", SETS)
def test_every_set_is_read_and_accounted_for(folder, real, dictionary):
    said, tally = taken_in(real / folder, dictionary)
    kinds = ", ".join(f"{kind} {tally.used[kind]}/{tally.used[kind] + tally.unread[kind]}"
                      for kind in sorted(tally.met) if tally.used[kind] or tally.unread[kind])
    print(f"\n{folder}: {kinds}; broken {tally.broken}; {sum(isinstance(s, Statement) for s in said)} statements")
    for unread in (s for s in said if isinstance(s, Unread)):
        assert unread.problem.text("en") and unread.problem.text("zh")
        for template in _MESSAGES[unread.problem.code].values():
            assert {name for _, name, *_ in Formatter().parse(template) if name} <= set(unread.problem.params)
    if SETS[folder] is not None:
        assert tally.share("Observation") >= SETS[folder]


def test_the_large_cohort(real, dictionary):
    # A tenth of it: all 67,614 resources take ten seconds and teach no more.
    said, tally = taken_in(real / "psynthea_breast_cohort.tar.gz", dictionary, 7000)
    assert tally.used["Patient"] > 25 and tally.share("Observation") > 0.95 and tally.share("Condition") > 0.95
    assert len({s.patient for s in said if isinstance(s, Statement)}) == tally.used["Patient"]


def values(said):
    found = defaultdict(list)
    for s in said:
        if isinstance(s, Statement) and isinstance(s.says, Fact):
            found[s.says.variable].append(s.says)
    return found


def test_jenny(real, dictionary):
    said, tally = taken_in(real / "stu4_examples" / "Bundle-mcode-patient-bundle-jenny-m.json", dictionary)
    found = values(said)
    who = next(s.says for s in said if isinstance(s, Statement) and isinstance(s.says, Identity))
    assert (who.mrn, who.family_name, who.given_name) == ("MRN1234", "M", "Jenny")
    told = {name: listed[0].value for name, listed in found.items() if name not in ("therapy", "procedure")}
    expected = {
        "birth_date": "1965-01-01", "sex": "female", "histology": "ductal", "laterality": "left",
        "diagnosis_date": "2018-03-16", "er": "positive", "pr": "negative", "her2": "negative", "cT": "T3", "cN": "N0",
        "cM": "M0", "stage_clinical": "IIB", "ecog": 0, "oncotype_rs": 47, "tumour_size": 25, "nodes_examined": 3,
        "margins": "negative", "dcis_component": "extensive", "smoking": "current", "family_history": "yes",
        "disease_status": "improved"}
    assert {name: told.get(name) for name in expected} == expected
    assert told["weight"] == pytest.approx(70.307, abs=0.001)
    assert {(f.fields["drug"], f.fields["start"], f.fields["intent"]) for f in found["therapy"]} == {
        ("cyclophosphamide", "2018-04-01", "curative"), ("doxorubicin", "2018-04-01", "curative"),
        ("paclitaxel", "2018-04-12", "curative"), ("anastrozole", "2018-09-30", "curative")}
    assert ("breast_conserving", "2018-04-01") in {(f.fields["kind"], f.on) for f in found["procedure"]}
    (beam,) = found["radiotherapy"]
    assert (beam.fields["dose"], beam.fields["fractions"], beam.fields["site"]) == (60, 30, "chest_wall")
    assert (beam.fields["start"], beam.fields["stop"]) == ("2018-08-15", "2018-10-25")
    (gene,) = found["variant"]
    assert dict(gene.fields) == {"gene": "PALB2", "origin": "somatic", "change": "Y1183*"}
    reviews = {s.says.key for s in said if isinstance(s, Statement) and isinstance(s.says, Review)}
    assert {"variant(gene=BRCA1)", "variant(gene=BRCA2)", "variant(gene=TP53)"} <= reviews
    # The example's neutrophils (3000 x 10^9/L) are impossible: refused, not stored.
    assert "anc" not in found and tally.reasons["impossible-value"] == 1


@pytest.mark.parametrize(("file", "expected", "drugs"), [
    ("T0_patient.json", {"cT": "T0", "cM": "M0", "er": "negative", "pr": "positive", "her2_ihc": "negative"}, set()),
    ("T1_patient.json", {"cT": "T1", "cN": "N0", "cM": "M0", "er": "negative", "pr": "positive",
                         "her2_ihc": "negative"}, {"tamoxifen"}),
    ("triple_negative.json", {"er": "negative", "pr": "negative", "her2_ihc": "negative", "cM": "M0"},
     {"paclitaxel", "cyclophosphamide"})])
def test_pathway_patients(file, expected, drugs, real, dictionary):
    said, _ = taken_in(real / PATHWAYS / file, dictionary)
    found = values(said)
    assert {name: found[name][0].value for name in expected if name in found} == {
        name: value for name, value in expected.items() if name in found}
    assert set(expected) - set(found) == set()
    assert drugs <= {f.fields["drug"] for f in found["therapy"]}
    assert found["histology"][0].value == "invasive_carcinoma"
