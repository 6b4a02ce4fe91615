"""Measures how easy a text is to read, and points at the sentences, words and characters that make it hard."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paeonia.knowledge.dictionary import dictionary

from .syllables import syllables
from .targets import Word, drug_names, targets, words_of

HAN = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?|\d[\d,.]*")
TOKEN = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9][A-Za-z0-9./%+-]*")
ENDS = {"en": re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]?[A-Z0-9])|\n+"), "zh": re.compile(r"(?<=[。！？；])|\n+")}
BULLET = re.compile(r"^\s*[-–•]\s*")
# How a text explains a word: in brackets behind it, or by saying what it is.
SAYS = {"en": re.compile(r"^[^.!?\n]{0,40}?(?:\(|,? (?:means|is when|is a|is an|are|that is|which is|or) )|^\s*:", re.I),
        "zh": re.compile(r"^[^。！？；\n]{0,12}?(?:（|\(|是指|指的是|就是|就像|意思是|也就是|即)|^[：—]")}
CALLED = {"en": re.compile(r"(?:called|known as|named)\s+(?:an? )?[\"“]?$", re.I),
          "zh": re.compile(r"(?:叫做?|称为|称作|所谓)[“「]?$")}


@dataclass(frozen=True)
class Hard:
    """A sentence that is too long, with its length."""

    text: str
    length: int


@dataclass(frozen=True)
class Measured:
    """What was found in one text; `value` against `target` decides, the rest says where to begin."""

    language: str
    value: float | None
    target: float
    length: int             # words or characters
    sentences: int
    long: tuple[Hard, ...]
    heavy: tuple[str, ...]              # English words of many syllables
    unexplained: tuple[Word, ...]
    rare: tuple[str, ...]
    rare_share: float
    rare_target: float

    @property
    def good(self) -> bool:
        """Whether the targets of its language are met."""
        return self.value is not None and self.value <= self.target and self.rare_share <= self.rare_target


def measured(text: str, language: str) -> Measured:
    """Measure a text by the targets of its language."""
    ways: dict[str, Callable[[str, Any], Measured]] = {"en": _english, "zh": _chinese}
    return ways[language](text, targets().of[language])


def sentences(text: str, language: str) -> list[str]:
    """The sentences of a text; a line of a list is one."""
    return [one for part in ENDS[language].split(text) if part and TOKEN.search(one := BULLET.sub("", part).strip())]


def _english(text: str, target: Any) -> Measured:
    found, names = sentences(text, "en"), drug_names(dictionary().version)
    words = [WORD.findall(one) for one in found]
    flat = [word for one in words for word in one]
    # Kincaid, Fishburne, Rogers & Chissom 1975: 0.39 words a sentence + 11.8 syllables a word - 15.59.
    spoken = [min(2, syllables(word)) if word.casefold() in names else syllables(word) for word in flat]
    grade = round(0.39 * len(flat) / len(found) + 11.8 * sum(spoken) / len(flat) - 15.59, 1) if flat else None
    unexplained = _unexplained(text, "en")
    known = {part.casefold() for word in words_of("en") for form in word.forms for part in re.findall(r"[A-Za-z]+", form)}
    heavy = dict.fromkeys(word.casefold() for word, count in zip(flat, spoken, strict=True)
                          if count >= target["syllables"] and word.casefold() not in known)
    return Measured("en", max(0.0, grade) if grade is not None else None, target["grade"], len(flat), len(found),
                    tuple(Hard(one, len(many)) for one, many in zip(found, words, strict=True)
                          if len(many) > target["sentence"]), tuple(heavy), unexplained, (), 0.0, 0.0)


def _chinese(text: str, target: Any) -> Measured:
    found = sentences(text, "zh")
    lengths = [len(TOKEN.findall(one)) for one in found]
    han = HAN.findall(text)
    # Names of drugs are written with uncommon characters and cannot be helped: they are left out here too.
    bare = HAN.findall(_without_drugs(text))
    rare = [one for one in bare if not common(one)]
    mean = round(sum(lengths) / len(found), 1) if found else None
    return Measured("zh", mean, target["mean"], sum(lengths), len(found),
                    tuple(Hard(one, many) for one, many in zip(found, lengths, strict=True) if many > target["sentence"]),
                    (), _unexplained(text, "zh"), tuple(dict.fromkeys(rare)),
                    round(100 * len(rare) / len(han), 1) if han else 0.0, target["rare"])


def common(character: str) -> bool:
    """Whether a character is one of the 3,755 of level 1 of GB/T 2312-1980, which stand first in that code."""
    try:
        return 0xB0 <= character.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def _without_drugs(text: str) -> str:
    agents = dictionary().codelists.get("agents")
    names = [code.words["zh"] for code in agents.codes.values() if HAN.search(code.words["zh"])] if agents else []
    for name in sorted((name for name in names if name in text), key=len, reverse=True):
        text = text.replace(name, "")
    return text


def _unexplained(text: str, language: str) -> tuple[Word, ...]:
    """Medical words that are explained nowhere in the text."""
    return tuple(word for word in words_of(language)
                 if (hits := list(word.pattern.finditer(text)))
                 and not any(_explained(text, hit.start(), hit.end(), language) for hit in hits))


def _explained(text: str, start: int, end: int, language: str) -> bool:
    """Whether one mention is explained there, or itself stands within an explanation in brackets."""
    before = text[:start].rpartition("\n")[2]
    within = max(before.rfind("("), before.rfind("（")) > max(before.rfind(")"), before.rfind("）"))
    return within or bool(SAYS[language].match(text[end:]) or CALLED[language].search(before))


def explained_words(text: str, language: str) -> tuple[Word, ...]:
    """Medical words of a text with plain ones for each, for the reader's own list."""
    return tuple(word for word in words_of(language) if word.pattern.search(text))
