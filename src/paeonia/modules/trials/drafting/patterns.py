"""Rules over tags: `LAB (J LAB)* CMP NUM` is found in a row of tokens as a regular expression is found in letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from paeonia.modules.trials.drafting.tokens import Token

Data = dict[str, Any]
_TAG = re.compile(r"\(\?P<\w+>|\(\?[:!=<]+|[A-Z][A-Z0-9]*")
# Shorthands: J joins the members of a list, B is what may stand between a name and its value.
_SHORT = {"J": "(?:COMMA |AND |OR |ANDOR |SLASH |COMMA AND |COMMA OR |COMMA ANDOR )",
          "B": "(?:COLON |EQ )?", "REST": "(?:[A-Z0-9]+ )*"}


@dataclass(frozen=True)
class Claim:
    """What a stretch of a line says, before it is known whether the line asks for it or forbids it."""

    kind: str
    data: tuple[Data, ...]      # sentences as plain YAML data; one, or the members of a list
    joined: str = "all"         # what a list asks for where it is wanted; forbidden lists forbid every member
    only: str = ""              # "wanted": makes no sense where it is forbidden; "barred": only where it is
    part: bool = False          # right as far as it goes; something remains for a person
    timed: bool = False         # it ends with a window, which may be meant for its neighbours too
    marked: bool = False        # it begins with an adjective (active, severe) that may be meant for its neighbours too
    turned: tuple[Data, ...] = ()   # what it says where it is forbidden, if that is another thing
    weak: bool = False          # frames another claim (women with ...) rather than being one


@dataclass(frozen=True)
class Found:
    """Where a rule matched, with its named parts as tokens."""

    tokens: tuple[Token, ...]
    parts: Mapping[str, tuple[Token, ...]]

    def __getitem__(self, name: str) -> tuple[Token, ...]:
        return self.parts.get(name, ())

    def one(self, name: str) -> Token | None:
        """The only or first token of a part."""
        found = self[name]
        return found[0] if found else None

    def has(self, *tags: str) -> bool:
        """Some token of the match bears one of the tags."""
        return any(token.tag in tags for token in self.tokens)

    def of(self, *tags: str, part: str = "") -> list[Token]:
        """The tokens with one of the tags."""
        return [token for token in (self[part] if part else self.tokens) if token.tag in tags]


@dataclass(frozen=True)
class Rule:
    """A pattern of tags and what to make of it; None means that it looked right and was not."""

    pattern: str
    build: Callable[[Found], Claim | None]
    compiled: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compiled", _compiled(self.pattern))


@dataclass(frozen=True)
class Row:
    """A row of tokens and its tags as text, in which rules are looked for."""

    tokens: tuple[Token, ...]
    tags: str
    starts: tuple[int, ...]     # of each token in `tags`, and the end

    @classmethod
    def of(cls, tokens: Sequence[Token]) -> Row:
        """The row of some tokens."""
        starts = [0]
        for token in tokens:
            starts.append(starts[-1] + len(token.tag) + 1)
        return cls(tuple(tokens), "".join(token.tag + " " for token in tokens), tuple(starts))

    def match(self, rule: Rule, index: int) -> tuple[int, Found] | None:
        """The rule at a token: the token behind its end and the parts."""
        found = rule.compiled.match(self.tags, self.starts[index])
        if not found or found.end() == found.start():
            return None
        parts: dict[str, tuple[Token, ...]] = {}
        for name in rule.compiled.groupindex:
            start, stop = found.span(name)
            if start >= 0:
                parts.setdefault(name.partition("__")[0], self.tokens[self._at(start):self._at(stop)])
        end = self._at(found.end())
        return end, Found(self.tokens[index:end], parts)

    def _at(self, place: int) -> int:
        return bisect_left(self.starts, place)


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> re.Pattern[str]:
    names: list[str] = []

    def one(found: re.Match[str]) -> str:
        word = found[0]
        if word.startswith("(?P<"):         # one name may stand in several branches of a pattern
            names.append(word)
            return f"{word[:-1]}__{len(names)}>"
        return word if word.startswith("(") else _SHORT.get(word, f"(?:{word} )").replace(" ", "\0")

    return re.compile(re.sub(r"\s+", "", _TAG.sub(one, pattern)).replace("\0", " "))
