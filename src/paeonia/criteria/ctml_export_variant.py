"""A criterion on a gene variant as CTML genomic leaves: one leaf for each combination of what it allows."""

from __future__ import annotations

from itertools import product

from paeonia.criteria import ctml_words as words
from paeonia.criteria.nodes import CodeTest, Event
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary

Keys = dict[str, str]
_CATEGORIES = ("Mutation", "CNV", "Structural Variation", "Any Variation")
_CALLS = {"amplification": "High level amplification", "gain": "Gain", "loss": "Homozygous deletion",
          "heterozygous_loss": "Heterozygous deletion"}
_CLASSES = {
    "missense": ("Missense_Mutation",), "nonsense": ("Nonsense_Mutation",), "splice": ("Splice_Site",),
    "frameshift": ("Frame_Shift_Del", "Frame_Shift_Ins"), "inframe": ("In_Frame_Del", "In_Frame_Ins"),
    "in_frame_del": ("In_Frame_Del",), "in_frame_ins": ("In_Frame_Ins",),
}


class CannotSay(Exception):
    """CTML has no words for it."""


def genomic_leaves(leaf: Event, dictionary: Dictionary) -> list[Keys]:
    """Leaves of which one must match; the gene comes first."""
    tests = {test.field: test for test in leaf.tests if isinstance(test, CodeTest) and not test.negated}
    known = {"gene": _genes, "partner": _partners, "kind": _kinds, "change": _changes, "exon": _exons}
    if len(tests) != len(leaf.tests) or set(tests) - set(known):
        raise CannotSay
    choices = [say(tests[name], dictionary) for name, say in known.items() if name in tests]
    if "gene" not in tests:
        choices.insert(0, [{"hugo_symbol": "any_gene"}])
    return [{key: value for part in combined for key, value in part.items()} for combined in product(*choices)]


def _codes(name: str, dictionary: Dictionary) -> Codelist:
    field = dictionary["variant"].field(name)
    assert field is not None and field.codes is not None
    return field.codes


def _symbols(test: CodeTest, name: str, dictionary: Dictionary) -> list[str]:
    """A group of genes is written out as its members."""
    codes = _codes(name, dictionary)
    members = {code for value in test.values for code in codes.below(value) if codes.below(code) == {code}}
    return sorted(members)


def _genes(test: CodeTest, dictionary: Dictionary) -> list[Keys]:
    return [{"hugo_symbol": symbol} for symbol in _symbols(test, "gene", dictionary)]


def _partners(test: CodeTest, dictionary: Dictionary) -> list[Keys]:
    return [{"fusion_partner_hugo_symbol": symbol} for symbol in _symbols(test, "partner", dictionary)]


def _kinds(test: CodeTest, dictionary: Dictionary) -> list[Keys]:
    codes = _codes("kind", dictionary)
    for category in _CATEGORIES:
        present = tuple(code for code in words.CATEGORIES[category.lower()] if code in codes)
        if set(present) == set(test.values):
            return [{"variant_category": category}]
    said: list[Keys] = []
    for value in test.values:
        if value in _CALLS:
            said.append({"variant_category": "CNV", "cnv_call": _CALLS[value]})
        elif value in _CLASSES:
            said += [{"variant_category": "Mutation", "variant_classification": word} for word in _CLASSES[value]]
        elif value == "mutation":
            said.append({"variant_category": "Mutation"})
        else:
            raise CannotSay
    return said


def _changes(test: CodeTest, _: Dictionary) -> list[Keys]:
    stems = {value[:-1] for value in test.values}
    if len(stems) == 1 and {value[-1] for value in test.values} == set(words.AMINO_ACIDS):
        return [{"wildcard_protein_change": f"p.{stems.pop()}"}]
    return [{"protein_change": f"p.{value}"} for value in test.values]


def _exons(test: CodeTest, _: Dictionary) -> list[Keys]:
    return [{"exon": value} for value in test.values]
