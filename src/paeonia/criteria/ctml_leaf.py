"""One CTML leaf as a sentence: `!` means not, and what cannot be said becomes a question and a problem."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from paeonia.criteria import ctml_clinical as clinical
from paeonia.criteria import ctml_words as words
from paeonia.criteria.ctml_genomic import variant
from paeonia.criteria.ctml_tree import CtmlLeaf, Structure, question
from paeonia.criteria.read import sentence
from paeonia.record.codes import hint
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem, Refused

_KEYS = {"clinical": words.CLINICAL, "genomic": words.GENOMIC, "prior_treatment": words.PRIOR}


class LeafReader:
    """Reads leaves against one dictionary and collects what they could not say."""

    def __init__(self, dictionary: Dictionary, problems: list[Problem]) -> None:
        self.dictionary = dictionary
        self.problems = problems

    def __call__(self, leaf: CtmlLeaf) -> Structure:
        parts = [self._unknown(leaf, key) for key in leaf.keys if key.lower() not in _KEYS[leaf.kind]]
        keys = {key.lower(): value for key, value in leaf.keys.items()
                if key.lower() in _KEYS[leaf.kind] and key.lower() not in words.LABELS}
        parts += self._genomic(keys, leaf) if leaf.kind == "genomic" else [
            self._one(key, value, leaf) for key, value in keys.items()]
        return self._readable(parts[0] if len(parts) == 1 else {"all": parts}, leaf)

    def _readable(self, said: Structure, leaf: CtmlLeaf) -> Structure:
        """The language has the last word: an age of 900 or a burden below zero is no sentence."""
        try:
            sentence(said, self.dictionary)
        except Refused as refused:
            self.problems += [Problem(wrong.code, leaf.place, wrong.params) for wrong in refused.problems]
            return question({leaf.kind: dict(leaf.keys)})
        return said

    def _unknown(self, leaf: CtmlLeaf, key: str) -> Structure:
        self.problems.append(Problem("ctml-unknown-key", leaf.place, {
            "key": key, "kind": leaf.kind, "hint": hint(key, _KEYS[leaf.kind])}))
        return question({leaf.kind: {key: leaf.keys[key]}})

    def _genomic(self, keys: Mapping[str, Any], leaf: CtmlLeaf) -> list[Structure]:
        """Signatures and mismatch repair are findings of their own; all other keys describe one variant."""
        findings = [key for key in keys if key in words.MSI or key in words.SIGNATURES]
        parts = [self._one(key, keys[key], leaf) for key in findings]
        rest = {key: str(value) for key, value in keys.items() if key not in findings}
        if findings and str(rest.get("hugo_symbol", "")).lower() in ("", "none"):
            rest.pop("hugo_symbol", None)
        if rest or not findings:
            # One `!` anywhere excludes the whole variant, as upstream's queries do.
            negated = any(value.startswith("!") for value in rest.values())
            said = variant({key: value.lstrip("!") for key, value in rest.items()}, leaf.place, self.dictionary,
                           self.problems)
            parts.append({"not": said} if negated else said)
        return parts

    def _one(self, key: str, value: Any, leaf: CtmlLeaf) -> Structure:
        """One key on its own; a list of values is one of them."""
        if isinstance(value, list):
            return {"any": [self._one(key, item, leaf) for item in value]}
        text = str(value).strip()
        negated, text = text.startswith("!"), text.lstrip("!")
        try:
            said = self._said(key, text)
        except clinical.NoWord:
            self.problems.append(Problem("ctml-no-word", leaf.place, {"key": key, "value": text}))
            said = question({leaf.kind: {key: text}})
        except clinical.NotUnderstood:
            self.problems.append(Problem("ctml-unknown-value", leaf.place, {"key": key, "value": text}))
            said = question({leaf.kind: {key: text}})
        if key == "age_numerical" and clinical.is_wider(text) and "age" in said:
            self.problems.append(Problem("ctml-age-wider", leaf.place, {"value": text, "read": str(said["age"])}))
        return {"not": said} if negated else said

    def _said(self, key: str, value: str) -> Structure:
        dictionary = self.dictionary
        if key == "age_numerical":
            return clinical.age(value)
        if key == "tmb_numerical":
            return clinical.burden(value, dictionary)
        if key == "oncotree_primary_diagnosis":
            return clinical.diagnosis(value, dictionary)
        if key == "gender":
            return clinical.gender(value, dictionary)
        if key in words.RECEPTORS:
            return clinical.receptor(words.RECEPTORS[key])(value, dictionary)
        if key == "disease_status":
            return clinical.extent(value, dictionary)
        if key == "prior_treatment_agent":
            return clinical.prior_agent(value, dictionary)
        if key in words.MSI:
            return {"msi": clinical.all_of("msi", (clinical.known(words.MSI[key], value),), dictionary)}
        if key in words.SIGNATURES and key in dictionary and value.lower() in ("yes", "no"):
            return {key: value.lower()}
        raise clinical.NoWord
