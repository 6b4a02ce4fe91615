"""Against upstream's own expectations on its public test patients, where upstream is right."""

import json
import re

import pytest

from paeonia.criteria.ctml import import_ctml
from paeonia.criteria.kleene import UNKNOWN, YES
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.record.timeline import Timeline

FIVE = {"5d2799126756630d8dd061b8", "5d2799cb6756630d8dd0621d", "5d2799cc6756630d8dd06265", "5d2799d86756630d8dd065b8",
        "5d2799da6756630d8dd066a6"}


def matched(public, name, closed=True, dead=True, document=None, wanted=YES):
    """Patients who match any part, as upstream counts them."""
    document = document or public.trial(name)
    trial = import_ctml(document, public.dictionary)
    if not closed and (trial.status.lower() != "open to accrual" or "_summary" not in document):
        return set()
    nodes = [sentence(part.sentence, public.dictionary) for part in trial.parts if closed or not part.suspended]
    return {sample for sample, line in public.lines.items()
            if (dead or sample not in public.dead) and any(answer(node, line) == wanted for node in nodes)}


FOUR = ["all_closed", "all_open", "closed_dose", "closed_step_arm"]


@pytest.mark.parametrize("name", FOUR)
def test_the_four_trials_of_levels_and_suspension(public, name):
    assert matched(public, name) == FIVE
    assert matched(public, name, dead=False) == FIVE - {"5d2799126756630d8dd061b8"}
    assert matched(public, name, closed=False) == (FIVE if name in ("all_open", "closed_dose") else set())


@pytest.mark.parametrize("name, count", [
    ("wildcard_protein_found", 64), ("wildcard_protein_not_found", 0), ("older_than_18", 66), ("younger_than_18", 64),
    ("tmb", 3), ("signatures", 1), ("unstructured_sv", 1), ("structured_sv", 3),
    ("run_log_arm_open", 3), ("run_log_arm_open_criteria_change", 1),
])
def test_as_many_patients_as_upstream(public, name, count):
    assert len(matched(public, name)) == count


def test_a_clause_of_everything_and_the_receptor_upstream_ignores(public):
    document = public.trial("massive_match_clause")
    ignoring = json.loads(re.sub(r', *"her2_status": *"?[Ff]alse"?', "", json.dumps(document)))
    assert ignoring != document
    theirs = matched(public, "massive_match_clause", document=ignoring)
    ours = matched(public, "massive_match_clause")
    assert len(theirs) == 48 and ours < theirs
    # HER2 stands in nobody's record: those patients are not known yet, neither in nor out.
    assert theirs - ours <= matched(public, "massive_match_clause", wanted=UNKNOWN)


def test_the_samples_upstream_names(public):
    for case in public.expected:
        for name, wanted in case.get("trials", {}).items():
            samples = {key for key, value in wanted.items() if isinstance(value, dict) and "n_docs" in value}
            assert samples <= matched(public, name), (case["test"], name)


def test_nothing_of_the_public_trials_is_lost_but_what_is_named(public):
    open_points = {}
    for name in [*FOUR, "wildcard_protein_found", "older_than_18", "tmb", "signatures", "unstructured_sv", "structured_sv",
                 "massive_match_clause", "run_log_two_arms"]:
        for problem in import_ctml(public.trial(name), public.dictionary).not_expressed:
            open_points.setdefault(name, set()).add((problem.code, problem.params.get("key", problem.params.get("value"))))
    assert set(open_points) <= {"older_than_18", "massive_match_clause", "run_log_two_arms"}
    assert open_points["older_than_18"] == {("ctml-age-wider", ">18")}


def test_a_patient_never_sequenced_is_unknown_and_not_a_match(public):
    """Upstream lets her match every `!Mutation`; we say that it is not known."""
    document = {"match": [{"genomic": {"hugo_symbol": "TP53", "variant_category": "!Mutation"}}]}
    node = sentence(import_ctml(document, public.dictionary).parts[0].sentence, public.dictionary)
    line = next(iter(public.lines.values()))
    bare = [fact for fact in line.facts if fact.variable != "variant"]
    assert answer(node, Timeline(bare, public.dictionary, line.as_of)) == UNKNOWN
    assert answer(node, Timeline(bare, public.dictionary, line.as_of, {"variant": "2000-01-01"})) == YES
