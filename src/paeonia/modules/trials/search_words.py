"""What somebody typed, as terms to look for: drugs under all their names, words, and Chinese without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from paeonia.knowledge.dictionary import dictionary
from paeonia.record.codes import Codelist

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
PARTS = re.compile(rf"[{HAN}]+|[^\W{HAN}]+")
_SCRIPTS = re.compile(rf"[{HAN}]+|[^{HAN}]+")
_LONGEST_NAME = 5       # words of a drug's name at most
MOST = 12               # terms; nobody types more, and each costs time


@dataclass(frozen=True)
class Term:
    """Something to find: a text, or a drug or class with all its names and whatever lies under it."""

    text: str
    names: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()


def folded(text: str) -> str:
    """Full-width, Roman and capital letters as plain small ones: `ＨＥＲ２` and `HER2` are one word."""
    return unicodedata.normalize("NFKC", text).casefold()


def terms(text: str) -> tuple[Term, ...]:
    """Every term must be found; their order does not count."""
    agents = dictionary().codelists["agents"]
    return tuple(dict.fromkeys(_spaced(folded(text).replace("\x00", " ").split(), agents)))[:MOST]


def _spaced(typed: list[str], agents: Codelist) -> Iterator[Term]:
    at = 0
    while at < len(typed):
        for many in range(min(_LONGEST_NAME, len(typed) - at), 0, -1):
            code = agents.find(" ".join(typed[at:at + many]))
            if code:
                yield drug(code, agents)
                at += many
                break
        else:
            yield from _unspaced(typed[at], agents)
            at += 1


def _unspaced(word: str, agents: Codelist) -> Iterator[Term]:
    """`HER2低表达` is two words; a Chinese drug is found among the characters around it."""
    for run in _SCRIPTS.findall(word):
        if not re.match(f"[{HAN}]", run):
            if PARTS.search(run):
                code = agents.find(run)
                yield drug(code, agents) if code else Term(run)
            continue
        start = at = 0
        while at < len(run):
            code, length = _named(run, at, agents)
            if code:
                if start < at:
                    yield Term(run[start:at])
                yield drug(code, agents)
                start = at = at + length
            else:
                at += 1
        if start < len(run):
            yield Term(run[start:])


def _named(run: str, at: int, agents: Codelist) -> tuple[str | None, int]:
    """The longest drug name that begins here; of one or two characters none does."""
    for length in range(min(len(run) - at, 16), 2, -1):
        code = agents.find(run[at:at + length])
        if code:
            return code, length
    return None, 0


def drug(code: str, agents: Codelist) -> Term:
    """A drug or class by its code."""
    entry = agents.codes[code]
    names = (code.replace("_", " "), *entry.words.values(), *entry.also)
    return Term(code, tuple(dict.fromkeys(map(folded, names))), agents.below(code))
