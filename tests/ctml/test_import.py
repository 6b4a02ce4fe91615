"""Each leaf of CTML in our words; what cannot be said is asked and reported, never dropped."""

import pytest

from paeonia.criteria.ctml import import_ctml
from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary as breast
from paeonia.record.facts import Fact
from paeonia.record.problems import Refused
from paeonia.record.timeline import Timeline

WILD = [f"V600{letter}" for letter in "ACDEFGHIKLMNPQRSTVWY"]


def read(leaf, dictionary=None, kind="clinical"):
    """The structure of one leaf and the codes of its problems."""
    trial = import_ctml({"match": [{kind: leaf}]}, dictionary or breast())
    (said,) = trial.parts[0].sentence["all"]
    sentence(trial.parts[0].sentence, dictionary or breast())      # it is a sentence of the language
    return said, [problem.code for problem in trial.not_expressed]


@pytest.mark.parametrize("leaf, said", [
    ({"age_numerical": ">=18"}, {"age": {"from": 18}}),
    ({"age_numerical": "<0.083"}, {"age": {"less than": "1 months"}}),
    ({"age_numerical": ">=0.5"}, {"age": {"from": "6 months"}}),
    ({"age_numerical": "==18"}, {"age": {"exactly": 18}}),
    ({"gender": "Female"}, {"sex": "female"}),
    ({"gender": "!Male"}, {"not": {"sex": "male"}}),
    ({"er_status": "Positive"}, {"er": "positive"}),
    ({"her2_status": False}, {"her2": "negative"}),
    ({"pr_status": "!Positive"}, {"not": {"pr": "positive"}}),
    ({"tmb_numerical": ">15"}, {"tmb": {"more than": 15}}),
    ({"tmb_numerical": ">=10"}, {"tmb": {"at least": 10}}),
    ({"disease_status": ["Metastatic", "Locally Advanced"]},
     {"any": [{"disease_extent": "metastatic"}, {"disease_extent": "locally_advanced"}]}),
    ({"oncotree_primary_diagnosis": "Breast Invasive Ductal Carcinoma"}, {"histology": "ductal"}),
    ({"oncotree_primary_diagnosis": "Inflammatory Breast Cancer"}, {"inflammatory": "yes"}),
    ({"gender": "Male", "age_numerical": ">=18"}, {"all": [{"sex": "male"}, {"age": {"from": 18}}]}),
])
def test_clinical_leaves(leaf, said):
    assert read(leaf) == (said, [])


@pytest.mark.parametrize("leaf, said", [
    ({"hugo_symbol": "PIK3CA", "variant_category": "Mutation", "protein_change": "p.H1047R"},
     {"variant": {"gene": "PIK3CA", "kind": "mutation", "change": "H1047R"}}),
    ({"hugo_symbol": "BRAF", "wildcard_protein_change": "p.V600"}, {"variant": {"gene": "BRAF", "change": WILD}}),
    ({"hugo_symbol": "TP53", "variant_category": "!Mutation"}, {"not": {"variant": {"gene": "TP53", "kind": "mutation"}}}),
    ({"hugo_symbol": "ERBB2", "variant_category": "CNV", "cnv_call": "High Amplification"},
     {"variant": {"gene": "ERBB2", "kind": "amplification"}}),
    ({"hugo_symbol": "ESR1", "variant_category": "Mutation", "variant_classification": "Missense_Mutation"},
     {"variant": {"gene": "ESR1", "kind": "missense"}}),
    ({"hugo_symbol": "NTRK1", "variant_category": "Structural Variation", "display_name": "a label"},
     {"variant": {"gene": "NTRK1", "kind": ["fusion", "rearrangement"]}}),
    ({"ms_status": "MSI-H"}, {"msi": "high"}),
    ({"mmr_status": "MMR-Deficient", "hugo_symbol": "None"}, {"msi": "high"}),
])
def test_genomic_leaves(leaf, said):
    assert read(leaf, kind="genomic") == (said, [])


def test_prior_treatment():
    assert read({"prior_treatment_agent": "Palbociclib"}, kind="prior_treatment") == (
        {"therapy": {"drug": "palbociclib"}}, [])
    assert read({"prior_treatment_agent": "!trastuzumab"}, kind="prior_treatment")[0] == {
        "not": {"therapy": {"drug": "trastuzumab"}}}


@pytest.mark.parametrize("kind, leaf, code", [
    ("clinical", {"oncotree_primary_diagnosis": "Melanoma"}, "ctml-no-word"),
    ("clinical", {"oncotree_primary_diagnosis": "!No Such Tumour"}, "ctml-no-word"),
    ("clinical", {"gendr": "Female"}, "ctml-unknown-key"),
    ("clinical", {"age_numerical": "adult"}, "ctml-unknown-value"),
    ("clinical", {"her2_status": "Equivocal"}, "ctml-no-word"),
    ("clinical", {"age_numerical": ">=900"}, "not-an-age"),
    ("clinical", {"tmb_numerical": ">=100000"}, "impossible-threshold"),
    ("genomic", {"hugo_symbol": "PIK3CA", "protein_change": ""}, "no-test"),
    ("genomic", {"hugo_symbol": "NOTAGENE", "variant_category": "Mutation"}, "ctml-no-word"),
    ("genomic", {"hugo_symbol": "EGFR", "exon": "19"}, "ctml-no-word"),
    ("genomic", {"hugo_symbol": "EGFR", "variant_category": "Mutaton"}, "ctml-unknown-value"),
    ("genomic", {"pole_signature": "Yes"}, "ctml-no-word"),
    ("prior_treatment", {"prior_treatment_agent": "moonlight"}, "ctml-no-word"),
    ("pathology", {"stage": "II"}, "ctml-unknown-node"),
])
def test_what_cannot_be_said_is_unknown_and_reported(kind, leaf, code):
    trial = import_ctml({"match": [{kind: leaf}]}, breast())
    assert [problem.code for problem in trial.not_expressed] == [code]
    assert trial.not_expressed[0].text("en") != trial.not_expressed[0].text("zh")
    node = sentence(trial.parts[0].sentence, breast())
    assert answer(node, Timeline([], breast(), 739_000)) == UNKNOWN


def test_what_can_be_said_of_a_leaf_still_counts():
    """Exon 19 cannot be said; but whoever has no EGFR mutation has none in exon 19."""
    leaf = {"genomic": {"hugo_symbol": "EGFR", "variant_category": "Mutation", "exon": "19"}}
    node = sentence(import_ctml({"match": [leaf]}, breast()).parts[0].sentence, breast())
    looked = {"variant": "2020-01-01"}
    assert answer(node, Timeline([], breast(), 739_000, looked)) == NO
    found = [Fact("variant", {"gene": "EGFR", "kind": "missense"})]
    assert answer(node, Timeline(found, breast(), 739_000, looked)) == UNKNOWN


def test_one_bad_term_stops_nothing():
    nodes = [{"clinical": {"oncotree_primary_diagnosis": "Nonsense"}}, {"or": "oops"}, 7, {"clinical": {"gender": "Female"}}]
    trial = import_ctml({"match": nodes}, breast(), "trial.json")
    assert trial.parts[0].sentence["all"][3] == {"sex": "female"}
    assert len(trial.not_expressed) == 3
    assert "trial.json" in trial.not_expressed[0].place


def test_the_wider_reading_of_an_age_is_told():
    assert read({"age_numerical": ">18"}) == ({"age": {"from": 18}}, ["ctml-age-wider"])
    assert read({"age_numerical": "<=75"}) == ({"age": {"to": 75}}, ["ctml-age-wider"])
    node = sentence(read({"age_numerical": "<=75"})[0], breast())
    born = [Fact("birth_date", {"value": "1949-01-01"})]
    assert answer(node, Timeline(born, breast(), 739_000)) == YES     # 75 and a half


def test_levels_and_suspension():
    document = {"protocol_no": "10-1", "nct_id": "NCT90000001", "_summary": {"status": [{"value": "Open to Accrual"}]},
                "treatment_list": {"step": [{
                    "step_code": "1", "match": [{"clinical": {"gender": "Female"}}],
                    "arm": [{"arm_code": "A", "arm_suspended": "Y", "match": [{"clinical": {"gender": "Male"}}],
                             "dose_level": [{"level_code": "-1", "level_suspended": "N",
                                             "match": [{"clinical": {"gender": "Female"}}]}]},
                            {"arm_code": "B", "arm_suspended": "Y", "match": []}]}]}}
    trial = import_ctml(document, breast())
    assert trial.open_to_accrual
    assert [(part.level, part.path, part.suspended) for part in trial.parts] == [
        ("step", ("step 1",), True), ("arm", ("step 1", "arm A"), True),
        ("dose_level", ("step 1", "arm A", "dose_level -1"), False)]


def test_what_is_no_trial_is_refused():
    for document in ([], {"resourceType": "Patient"}, None):
        with pytest.raises(Refused):
            import_ctml(document, breast())
