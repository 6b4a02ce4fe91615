"""How easy a text should be and which words want an explanation: data in `knowledge/plain`, dated and sourced."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from paeonia.knowledge.dictionary import dictionary, root
from paeonia.record.located import read_yaml


@dataclass(frozen=True)
class Word:
    """A medical word in one language, the pattern that finds it and plain words for it."""

    forms: tuple[str, ...]
    plain: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Targets:
    """The file as it is read: numbers by language, when it was written and how sure it is."""

    as_of: str
    status: str
    review_every: int
    of: Mapping[str, Mapping[str, Any]]


def _files() -> tuple[tuple[str, int], ...]:
    return tuple((str(path), path.stat().st_mtime_ns) for path in (
        root() / "plain" / "reading.yaml", root() / "plain" / "words.yaml"))


def _tree(name: str) -> Any:
    with open(name, "rb") as file:
        return read_yaml(file.read(), name.rsplit("/", 1)[-1]).plain()


def targets() -> Targets:
    """The numbers; read again when the file changes."""
    return _targets(_files()[0])


@lru_cache(maxsize=2)
def _targets(file: tuple[str, int]) -> Targets:
    said = _tree(file[0])
    numbers = {language: {name: _number(value) for name, value in said[language].items()} for language in ("en", "zh")}
    return Targets(str(said["as_of"]), said["status"], int(said["review_every"]), numbers)


def _number(value: Any) -> Any:
    return float(value) if re.fullmatch(r"\d+(\.\d+)?", str(value)) else value


def words_of(language: str) -> tuple[Word, ...]:
    """Words that want an explanation in one language."""
    return _words(_files()[1], language)


@lru_cache(maxsize=4)
def _words(file: tuple[str, int], language: str) -> tuple[Word, ...]:
    return tuple(Word(tuple(one[language]), one["plain"][language], _pattern(one[language], language))
                 for one in _tree(file[0])["words"])


def _pattern(forms: list[str], language: str) -> re.Pattern[str]:
    inner = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"\b(?:{inner})\b" if language == "en" else inner, re.IGNORECASE)


@lru_cache(maxsize=2)
def drug_names(version: str) -> frozenset[str]:
    """Single words of the names of drugs; they cannot be put more simply and count as short ones."""
    agents = dictionary().codelists.get("agents")
    if agents is None:
        return frozenset()
    spoken = {word for code in agents.codes.values() for text in (code.words["en"], *code.also)
              for word in re.findall(r"[A-Za-z]{6,}", text)}
    common = {"therapy", "inhibitor", "inhibitors", "chemotherapy", "treatment", "hormone", "antibody", "platinum",
              "endocrine", "systemic", "targeted", "immunotherapy", "radiotherapy", "anticancer", "conjugate"}
    return frozenset(word.casefold() for word in spoken) - common
