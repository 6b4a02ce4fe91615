"""Nested and/or to any depth means what it says, where upstream's engine goes wrong from the third level on."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.criteria.ctml import import_ctml
from paeonia.criteria.kleene import NO, UNKNOWN, YES
from paeonia.criteria.person import answer
from paeonia.criteria.read import sentence
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline

GENES = ("BRAF", "EGFR", "ERBB2", "PIK3CA", "TP53", "ALK")
CASES = Path(__file__).parents[3] / "shared" / "data" / "matchminer" / "ctims_v3" / "ctml_boolean_cases"
AS_OF = 730_000


def leaf(gene, negated=False):
    return {"genomic": {"hugo_symbol": gene, "variant_category": "!Mutation" if negated else "Mutation"}}


leaves = st.builds(leaf, st.sampled_from(GENES), st.booleans())
trees = st.recursive(leaves, lambda inner: st.one_of(
    *(st.builds(lambda nodes, key=key: {key: nodes}, st.lists(inner, min_size=1, max_size=3))
      for key in ("and", "or", "and1", "or2"))), max_leaves=14)


def meaning(node, has):
    """The clause itself, read straight from the document."""
    said = []
    for key, value in node.items():
        if key == "genomic":
            found = has[value["hugo_symbol"]]
            negated = value["variant_category"].startswith("!")
            said.append(UNKNOWN if found is None else YES if found != negated else NO)
        else:
            said.append((min if key.startswith("and") else max)(meaning(child, has) for child in value))
    return min(said)


def line(dictionary, has):
    facts = [Fact("variant", {"gene": gene, "kind": "mutation"}) for gene, found in has.items() if found]
    known = {f"variant(gene={gene})": "1999-01-01" for gene, found in has.items() if found is not None}
    return Timeline(facts, dictionary, AS_OF, known)


@given(trees, st.fixed_dictionaries({gene: st.sampled_from([True, False, None]) for gene in GENES}))
def test_any_tree_means_what_it_says(make_dictionary, tree, has):
    words = make_dictionary()
    trial = import_ctml({"match": [tree]}, words)
    assert trial.not_expressed == ()
    assert answer(sentence(trial.parts[0].sentence, words), line(words, has)) == meaning(tree, has)


def test_the_counterexample_upstream_matches(small):
    """A patient with ERBB2 and PIK3CA alone, and a clause that she does not fulfil."""
    clause = {"and": [
        {"or": [{"and": [leaf("ERBB2"), {"or": [leaf("TP53"), leaf("BRAF")]}]}, leaf("EGFR")]},
        {"or": [leaf("PIK3CA"), leaf("ALK")]}]}
    node = sentence(import_ctml({"match": [clause]}, small).parts[0].sentence, small)
    only = {gene: gene in ("ERBB2", "PIK3CA") for gene in GENES}
    assert answer(node, line(small, only)) == NO
    assert answer(node, line(small, {**only, "TP53": True})) == YES
    assert answer(node, line(small, {**only, "TP53": None})) == UNKNOWN


@pytest.mark.parametrize("name", [
    "and_or_and", "and_and_and", "or_or_and", "and_and_or", "or_and_and", "or_and_or", "and_or_or", "or_or_or", "all_cases"])
def test_upstreams_own_shapes(make_dictionary, name):
    if not CASES.exists():
        pytest.skip("no public CTML data beside the repository (../shared/data/matchminer)")
    genes, clause = [], json.loads((CASES / f"{name}.json").read_text())
    clause = genomic(clause, genes)
    words = make_dictionary(genes)
    node = sentence(import_ctml({"match": [clause]}, words).parts[0].sentence, words)
    chance = random.Random(name)
    for _ in range(300):
        has = {gene: chance.choice([True, True, False]) for gene in genes}
        assert answer(node, line(words, has)) == meaning(clause, has)


def genomic(node, genes):
    """The same shape with a gene for each of its made-up leaves; keys side by side become an `and`."""
    parts = []
    for key, value in node.items():
        if key.startswith(("and", "or")):
            parts.append({key: [genomic(child, genes) for child in value]})
        else:
            genes.append(f"G{len(genes)}")
            parts.append(leaf(genes[-1]))
    return parts[0] if len(parts) == 1 else {"and": parts}
