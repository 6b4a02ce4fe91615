"""An inverted index of trial cards in memory: sets of cards are whole numbers, one bit a card.

Words are found by any part of them, Chinese by its characters and pairs of characters; what several words or more
than two characters say together is looked up in the cards that can hold it (docs/decisions/0005-search-in-memory.md).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from paeonia.modules.trials.search_words import HAN, PARTS, Term

_HAN = re.compile(f"[{HAN}]")
_KEPT = 2_000       # answers kept for the next keystroke or page
SHORT = 4           # a shorter name of a drug (T, AC, DS) only counts as a whole word


class SearchIndex:
    """Cards that do not change, with the words and the facets of each."""

    def __init__(self, cards: Sequence[Any]) -> None:
        self.cards = tuple(cards)
        self.size = len(self.cards)
        self.everyone = (1 << self.size) - 1
        self.place = {card.slug: index for index, card in enumerate(self.cards)}
        words: dict[str, list[int]] = defaultdict(list)
        signs: dict[str, list[int]] = defaultdict(list)
        facets: dict[str, dict[Any, list[int]]] = defaultdict(lambda: defaultdict(list))
        for index, card in enumerate(self.cards):
            for part in set(PARTS.findall(card.haystack)):
                if _HAN.match(part):
                    for sign in {*part, *(part[at:at + 2] for at in range(len(part) - 1))}:
                        if not (held := signs[sign]) or held[-1] != index:
                            held.append(index)
                else:
                    words[part].append(index)
            for name, values in card.facets().items():
                for value in values:
                    facets[name][value].append(index)
        self.facets = {name: {value: self.mask(held) for value, held in values.items()}
                       for name, values in facets.items()}
        self._words, self._signs = dict(words), dict(signs)
        self._vocabulary = sorted(self._words)
        self._joined = "\n".join(self._vocabulary)
        self._starts = [0]
        for word in self._vocabulary:
            self._starts.append(self._starts[-1] + len(word) + 1)
        self._known: dict[tuple[str, bool], int] = {}

    def mask(self, held: Iterable[int]) -> int:
        """Cards as one number."""
        bits = bytearray(b"0") * (self.size or 1)
        for index in held:
            bits[index] = 49
        bits.reverse()
        return int(bits, 2)

    def of(self, mask: int) -> list[Any]:
        """The cards of a number, in their order."""
        bits, found, at = f"{mask:b}"[::-1], [], -1
        while (at := bits.find("1", at + 1)) >= 0:
            found.append(self.cards[at])
        return found

    def facet(self, name: str, value: Any) -> int:
        """Cards with a value of a facet."""
        return self.facets.get(name, {}).get(value, 0)

    def having(self, term: Term) -> int:
        """Cards that hold a term; of a drug any of its names, or a drug that lies under it."""
        if not term.codes:
            return self._text(term.text, whole=False)
        found = 0
        for name in term.names:
            found |= self._text(name, whole=len(name) < SHORT and name.isascii())
        for code in term.codes:
            found |= self.facet("drug", code) | self.facet("class", code)
        return found

    def scattered(self, text: str) -> int:
        """Cards that hold every character of a text, wherever."""
        found = self.everyone
        for sign in set(text):
            found &= self.mask(self._signs.get(sign, ()))
        return found

    def _text(self, text: str, whole: bool) -> int:
        if (text, whole) not in self._known:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._known[text, whole] = self._look(text, whole)
        return self._known[text, whole]

    def _look(self, text: str, whole: bool) -> int:
        parts = PARTS.findall(text)
        if not parts:
            return 0
        found = self.everyone
        for part in parts:
            found &= self._han(part) if _HAN.match(part) else self._word(part, whole)
        exact = len(parts) == 1 and parts[0] == text and not (_HAN.match(text) and len(text) > 2)
        if exact or not found:
            return found
        bits, at, held = f"{found:b}"[::-1], -1, []
        while (at := bits.find("1", at + 1)) >= 0:
            if text in self.cards[at].haystack:
                held.append(at)
        return self.mask(held)

    def _han(self, part: str) -> int:
        pairs = [part] if len(part) == 1 else [part[at:at + 2] for at in range(len(part) - 1)]
        found = self.everyone
        for pair in pairs:
            found &= self.mask(self._signs.get(pair, ()))
        return found

    def _word(self, part: str, whole: bool) -> int:
        """Words that hold the part; one letter or figure would be in nearly every word and stands for itself."""
        if whole or len(part) == 1:
            return self.mask(self._words.get(part, ()))
        held: set[int] = set()
        at = self._joined.find(part)
        while at >= 0:
            word = bisect_right(self._starts, at) - 1
            held.update(self._words[self._vocabulary[word]])
            at = self._joined.find(part, self._starts[word + 1])
        return self.mask(held)
