"""Foreign codes and words into the dictionary's: every mapping is read from the dictionary entries themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from paeonia.fhir.codings import Coding, codings, words
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary, Variable

# Codes every FHIR sender uses for yes and no; they belong to FHIR's grammar, not to one variable.
_YES = {"loinc LA33-6", "loinc LA9633-4", "loinc LA6576-8",
        "snomed 373066001", "snomed 10828004", "snomed 52101004",
        "interpretation POS", "http://terminology.hl7.org/codesystem/v2-0136 Y"}
_NO = {"loinc LA32-8", "loinc LA9634-2", "loinc LA6577-6",
       "snomed 373067005", "snomed 260385009", "snomed 2667000",
       "interpretation NEG", "http://terminology.hl7.org/codesystem/v2-0136 N"}
_NUMERIC_SYSTEMS = {"snomed", "rxnorm", "loinc", "hgnc", "clinvar", "icd10", "icdo3", "atc"}
_TAG = re.compile(r"\s*\((?:qualifier value|finding|disorder|procedure|observable entity|situation|substance|product|"
                  r"morphologic abnormality|body structure|tumor staging|regime/therapy|event)\)\s*$")
_TOKEN = re.compile(r"[^\s,;:/]+")
# Words beside a value that change nothing about it; a text holding any other word is not guessed at.
_FILLERS = frozenset([
    "american", "joint", "committee", "on", "cancer", "ajcc", "uicc", "tnm", "stage", "staging", "group",
    "category", "grade", "nottingham", "histologic", "histological", "clinical", "pathologic",
    "pathological", "score", "ihc", "ish", "fish", "status", "result", "is", "was", "the", "of", "to",
    "patient's", "patient", "condition", "smoker", "tumor", "tumour", "class", "finding", "level",
    "eastern", "cooperative", "oncology", "performance", "8th", "edition", "v8", "分期", "期", "级", "评分"
])
_ARABIC_STAGE = re.compile(r"([0-4])([A-D]?\d?)$", re.I)
_ROMAN = {"0": "0", "1": "I", "2": "II", "3": "III", "4": "IV"}


class Concepts:
    """One dictionary, indexed by the codes of others."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self._siblings: dict[str, list[Variable]] = {}

    @cached_property
    def _by_code(self) -> dict[tuple[str, str], list[Variable]]:
        table: dict[tuple[str, str], list[Variable]] = {}
        for variable in self.dictionary.variables.values():
            for system, listed in variable.external.items():
                for code in listed:
                    table.setdefault((system, code), []).append(variable)
        return table

    def variables(self, concept: Any) -> list[Variable]:
        """Every variable that declares one of the concept's codes; by its words if no code is declared."""
        found: list[Variable] = []
        for coding in codings(concept):
            found += self._by_code.get((coding.system, coding.code), [])
        if not found:
            for word in words(concept):
                name = self.dictionary.spoken.get(_untagged(word).casefold())
                if name:
                    found.append(self.dictionary[name])
        return list({variable.id: variable for variable in found}.values())

    @cached_property
    def stated(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Foreign codes that name a variable and its value at once (postmenopausal): those of one variable only."""
        table: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for variable in self.dictionary.variables.values():
            if variable.value is not None and variable.value.codes is not None:
                for key, code in variable.value.codes.external.items():
                    table.setdefault(key, set()).add((variable.id, code))
        return {key: next(iter(named)) for key, named in table.items() if len(named) == 1}

    def siblings(self, variable: Variable) -> list[Variable]:
        """Numeric companions of a code: er -> er_percent, her2_ish -> her2_ish_ratio."""
        if variable.id not in self._siblings:
            self._siblings[variable.id] = [
                other for name, other in self.dictionary.variables.items()
                if name.startswith(variable.id + "_") and other.type in ("number", "whole")]
        return self._siblings[variable.id]


def find(codelist: Codelist, concept: Any) -> str | None:
    """The code of `codelist` that a CodeableConcept means: by its codes first, then by its words."""
    listed = codings(concept)
    for coding in listed:
        for code in _and_above(coding):
            if (coding.system, code) in codelist.external:
                return codelist.external[coding.system, code]
    for coding in listed:
        # A system that writes its values as words (AJCC "2B", interpretation "POS").
        if coding.system not in _NUMERIC_SYSTEMS and (found := spoken(codelist, coding.code)):
            return found
    return next((found for word in words(concept) if (found := spoken(codelist, word))), None)


def _and_above(coding: Coding) -> Iterator[str]:
    """The code; of ICD-10, whose codes are prefixes of narrower ones, those above it too: C50.411 is C50."""
    yield coding.code
    if coding.system == "icd10":
        for size in range(len(coding.code) - 1, 2, -1):
            yield coding.code[:size].rstrip(".")


def yes_no(concept: Any, about: Iterable[str] = ()) -> str | None:
    """`yes` or `no` if the concept is one of FHIR's ways to say so, or repeats what it is `about` (“Not pregnant”)."""
    for coding in codings(concept):
        if _key(coding) in _YES:
            return "yes"
        if _key(coding) in _NO:
            return "no"
    said = [_untagged(word).casefold() for word in words(concept)]
    topics = [topic.casefold() for topic in about]
    if any(word in (f"not {topic}", f"no {topic}", f"未{topic}", f"无{topic}") for word in said for topic in topics):
        return "no"
    if any(word in topics for word in said):
        return "yes"
    if any(word in ("yes", "true", "present", "positive", "是", "有") for word in said):
        return "yes"
    return "no" if any(word in ("no", "false", "absent", "negative", "none", "否", "无") for word in said) else None


def _key(coding: Coding) -> str:
    return f"{coding.system} {coding.code}"


def spoken(codelist: Codelist, text: str) -> str | None:
    """The code a text names, also where harmless words stand around it (“AJCC cT2 category (finding)”)."""
    bare = _untagged(text)
    return codelist.find(bare) or _without_fillers(codelist, bare)


def _untagged(text: str) -> str:
    return _TAG.sub("", text.strip())


def _without_fillers(codelist: Codelist, text: str) -> str | None:
    tokens = _TOKEN.findall(text)
    kept = [token for token in tokens if token.casefold() not in _FILLERS]
    if not kept or len(tokens) > 12:
        return None
    for candidate in _spellings(" ".join(kept)):
        if found := codelist.find(candidate):
            return found
    return None


def _spellings(text: str) -> Iterator[str]:
    """A value as staging manuals and exports write it: `cT2` and `T2`, `2A` and `IIA`."""
    yield text
    bare = re.sub(r"^(?:yp|yc|rp|[cpyra])(?=[TNM0-4I])", "", text)
    yield bare
    if found := _ARABIC_STAGE.match(bare):
        yield _ROMAN[found[1]] + found[2].upper()


class Mentions:
    """Finds the codes a free text names: the longest words first, whole words only."""

    def __init__(self, codelist: Codelist) -> None:
        said: dict[str, str] = {}
        for code in codelist.codes.values():
            for word in (code.id.replace("_", " "), *code.words.values(), *code.also):
                said.setdefault(word.strip().casefold(), code.id)
        self._said = {word: code for word, code in said.items() if len(word) > 2 or not word.isascii()}
        parts = sorted(self._said, key=len, reverse=True)
        body = "|".join(re.escape(part) for part in parts) or r"(?!)"
        self._pattern = re.compile(rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])")

    def of(self, text: str) -> list[str]:
        """Codes in the order they are named; each once."""
        return list(dict.fromkeys(self._said[found] for found in self._pattern.findall(text.casefold())))
