"""Genomic leaves of CTML as sentences on the `variant` event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from paeonia.criteria import ctml_words as words
from paeonia.criteria.ctml_clinical import NotUnderstood, NoWord
from paeonia.criteria.ctml_tree import Structure, question
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary, Field
from paeonia.record.problems import Problem

_WILD = re.compile(r"(?:p\.)?([A-Z]\d+)$")
_NOT_ASKED = ("none", "any_gene", "")


def variant(keys: Mapping[str, str], place: str, dictionary: Dictionary, problems: list[Problem]) -> Structure:
    """One variant that fulfils all the keys.

    What the dictionary can say of it is a necessary condition; where it cannot say everything, a person is asked for
    the whole leaf beside it, so that the answer is no where it can be no and unknown where it is not known.
    """
    tests: dict[str, Any] = {}
    open_keys: dict[str, str] = {}
    for key, value in keys.items():
        try:
            whole = _test(key, value, tests, dictionary)
        except (NoWord, NotUnderstood) as why:
            code = "ctml-no-word" if isinstance(why, NoWord) else "ctml-unknown-value"
            problems.append(Problem(code, place, {"key": key, "value": value}))
            whole = False
        else:
            if not whole:
                problems.append(Problem("ctml-no-word", place, {"key": key, "value": value}))
        if not whole:
            open_keys[key] = value
    if not open_keys:
        return {"variant": tests}
    asked = question({"genomic": dict(keys)})
    # Without a gene the remaining tests are too wide to be worth asking ("any mutation").
    return {"all": [{"variant": tests}, asked]} if "gene" in tests else asked


def _test(key: str, value: str, tests: dict[str, Any], dictionary: Dictionary) -> bool:
    """Add what one key asks; False when it is only a necessary part of it."""
    if key == "hugo_symbol":
        if value.strip().lower() not in _NOT_ASKED:
            _narrow(tests, "gene", _codes(dictionary, "gene"), _find(_codes(dictionary, "gene"), value))
        return True
    if key == "fusion_partner_hugo_symbol":
        if value.strip().lower() != "any_gene":
            partner = _codes(dictionary, "partner")
            _narrow(tests, "partner", partner, _find(partner, value))
        return True
    if key == "protein_change":
        _field(dictionary, "change")
        tests["change"] = value.removeprefix("p.")
        return True
    if key == "wildcard_protein_change":
        _field(dictionary, "change")
        found = _WILD.match(value.strip())
        if not found:
            raise NotUnderstood
        tests["change"] = [found[1] + letter for letter in words.AMINO_ACIDS]
        return True
    if key == "exon":
        _field(dictionary, "exon")
        tests["exon"] = value
        return True
    return _kind(key, value, tests, dictionary)


def _kind(key: str, value: str, tests: dict[str, Any], dictionary: Dictionary) -> bool:
    kinds = _codes(dictionary, "kind")
    said = value.strip().lower()
    if key == "variant_category":
        wanted = words.CATEGORIES.get(said)
        if wanted is None:
            raise NotUnderstood
        present = tuple(code for code in wanted if code in kinds)
        if not present:
            raise NoWord
        _narrow(tests, "kind", kinds, present)
        return True
    table = {"cnv_call": words.CNV_CALLS, "variant_classification": words.CLASSIFICATIONS}.get(key)
    if table is None:
        raise NoWord
    code = table.get(said)
    if code is None:
        raise NotUnderstood if key == "cnv_call" else NoWord
    if code in kinds:
        _narrow(tests, "kind", kinds, (code,))
        return True
    broader = words.BROADER.get(code)
    if broader is None or broader not in kinds:
        raise NoWord
    _narrow(tests, "kind", kinds, (broader,))
    return False


def _narrow(tests: dict[str, Any], name: str, codes: Codelist, wanted: tuple[str, ...]) -> None:
    """Two keys may speak of one field (category and classification): the codes that are both are meant."""
    before = tests.get(name)
    if before is not None:
        old = [before] if isinstance(before, str) else before
        allowed = {code for item in old for code in codes.below(item)}
        narrowed = tuple(code for code in wanted if code in allowed)
        outside = {code for item in wanted for code in codes.below(item)}
        wanted = narrowed or tuple(code for code in old if code in outside)
        if not wanted:
            raise NotUnderstood
    tests[name] = wanted[0] if len(wanted) == 1 else list(wanted)


def _find(codes: Codelist, value: str) -> tuple[str, ...]:
    code = codes.find(value)
    if code is None:
        raise NoWord
    return (code,)


def _codes(dictionary: Dictionary, name: str) -> Codelist:
    codes = _field(dictionary, name).codes
    if codes is None:
        raise NoWord
    return codes


def _field(dictionary: Dictionary, name: str) -> Field:
    field = dictionary["variant"].field(name) if "variant" in dictionary else None
    if field is None:
        raise NoWord
    return field
