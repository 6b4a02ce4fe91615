"""Every phrase the reader knows: the dictionary's words, and the words of grammar and of each kind of criterion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from paeonia.modules.trials.drafting import said, words
from paeonia.modules.trials.drafting.folding import folded, stem
from paeonia.record.codes import Codelist
from paeonia.record.dictionary import Dictionary

ATOM = re.compile(r"[a-z][a-z0-9]*(?:'[a-z]+)?|\d+(?:\.\d+)?|[^\s-]")
_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_INSIDE = re.compile(r"[(（]([A-Za-z][A-Za-z0-9./-]{1,12})[)）]")
Entry = tuple[str, Any]

# Which lists a phrase is looked for in, the first that has it wins, and the tag it gets.
LISTS = (
    ("agents", "AGENT"),
    ("conditions", "COND"),
    ("procedures", "PROC"),
    ("genes", "GENE"),
    ("histologies", "HIST"),
    ("sites", "SITE"),
    ("reactions", "REACTION"),
)
_NOT_THESE = {
    "breast",
    "other drug",
    "other illness",
    "not a carcinoma",
    "imaging",
    "infection event",
    "bleeding",
    "other site",
    "激素",
    "免疫",
    "receptor test",
    "special type",
    "any adverse event",
    "skin",
    "other",
    "sg",
    "transfusion",
}


# Cancers other than this one are read by a rule of their own, exceptions and all.
_BY_GRAMMAR = {
    "other_malignancy",
    "significant_malignancy",
    "cured_minor_malignancy",
    "nonmelanoma_skin_cancer",
    "cervical_in_situ",
    "previous_breast_cancer",
    "carcinoma_in_situ",
    "other_condition",
    "other_drug",
    "other_targeted",
    "invasive_carcinoma",
}


def atoms(text: str) -> tuple[str, ...]:
    """A phrase as the trie keeps it: stems, without hyphens and spaces."""
    return tuple(stem(found[0]) for found in ATOM.finditer(folded(text).lower))


class Lexicon:
    """A trie of phrases; short capitals (AI, MI) only match as capitals."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.trie: dict[str, Any] = {}
        self.capitals: dict[str, Entry] = {}
        for tag, value, phrases in _grammar():
            for phrase in phrases:
                self.add(phrase, tag, value)
        for name, tag in LISTS:
            if name in dictionary.codelists:
                self._codes(dictionary.codelists[name], tag)
        for variable in dictionary.variables.values():
            if variable.kind == "measurement":
                self._spoken((variable.id.replace("_", " "), *variable.words.values()), "LAB", variable.id)

    def _codes(self, codelist: Codelist, tag: str) -> None:
        for code in codelist.codes.values():
            if code.id in _BY_GRAMMAR:
                continue
            self._spoken((code.id.replace("_", " "), *code.words.values(), *code.also), tag, code.id)

    def _spoken(self, spoken: Iterable[str], tag: str, value: str) -> None:
        for word in spoken:
            bare = _BRACKETS.sub("", word).strip()
            for phrase in (bare, *_INSIDE.findall(word)):
                if len(phrase) > 1 and phrase.lower() not in _NOT_THESE and ("," not in phrase or tag == "AGENT"):
                    self.add(phrase, tag, value)

    def add(self, phrase: str, tag: str, value: Any) -> None:
        """Keep a phrase unless an earlier one has its place."""
        if phrase.isascii() and phrase.isalpha() and phrase.isupper() and len(phrase) <= 4:
            self.capitals.setdefault(phrase, (tag, value))
            if len(phrase) < 4:
                return
        node = self.trie
        for atom in atoms(phrase):
            node = node.setdefault(atom, {})
        if node is not self.trie:
            node.setdefault("", (tag, value))

    def longest(self, stems: list[str], at: int) -> tuple[int, Entry] | None:
        """The longest phrase that begins at an atom: the atom behind it and what it means."""
        node: dict[str, Any] = self.trie
        best: tuple[int, Entry] | None = None
        for index in range(at, len(stems)):
            if stems[index] not in node:
                break
            node = node[stems[index]]
            if "" in node:
                best = (index + 1, node[""])
        return best


def _grammar() -> Iterable[tuple[str, Any, list[str]]]:
    for tag, value, phrases in said.said():
        yield tag, value, _split(phrases)
    for name in (
        "NEG",
        "AND",
        "OR",
        "ANDOR",
        "EXCEPT",
        "IF",
        "ALLOWED",
        "UNCLEAR",
        "JUDGE",
        "PRIOR",
        "RECEIVED",
        "NOW",
        "PLANNED",
        "OTHER",
        "MUST",
        "ACTIVE",
        "UNCONTROLLED",
        "SEVERE",
        "CHRONIC",
        "WITHIN",
        "INSIDE",
        "SINCE",
        "BEFORE",
        "BETWEEN",
        "EXCLUDED",
        "ENDED",
        "PRIMARY",
        "FROM",
        "FOR",
        "INSETTING",
        "EXTRA",
        "DEFINED",
        "FORTHIS",
        "LINES",
        "METHOD",
        "MEANWHILE",
        "EXPLAINS",
        "FILL",
        "NARROW",
    ):
        yield name, name, _split(getattr(words, name))
    for setting, phrases in words.SETTINGS.items():
        yield "SET", setting, _split(phrases)


def _split(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.replace("\n", " ").split("|") if phrase.strip()]


class _Holder:
    """Lets a dictionary, which cannot be hashed, be remembered by its version."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary

    def __hash__(self) -> int:
        return hash(self.dictionary.version)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Holder) and other.dictionary.version == self.dictionary.version


@lru_cache(maxsize=4)
def _lexicon(holder: _Holder) -> Lexicon:
    return Lexicon(holder.dictionary)


def lexicon(dictionary: Dictionary) -> Lexicon:
    """The lexicon of a dictionary, built once."""
    return _lexicon(_Holder(dictionary))
