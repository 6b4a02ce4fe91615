"""Lists of codes in which one code may lie under others: palbociclib under CDK4/6 inhibitors under targeted therapy."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Code:
    """One code with its words, the codes it lies under, its synonyms and its external codes."""

    id: str
    words: Mapping[str, str]
    under: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exhaustive: bool = False    # the codes under it leave nothing out
    combination: bool = False   # two things at once: whoever has one of them has not perhaps the other


@dataclass(frozen=True)
class Codelist:
    """Codes in their written order; `ordered` says that the order itself means more and less."""

    name: str
    codes: Mapping[str, Code]
    ordered: bool = False

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    @cached_property
    def _above(self) -> dict[str, frozenset[str]]:
        above: dict[str, frozenset[str]] = {}

        def climb(code: str, path: tuple[str, ...]) -> frozenset[str]:
            if code in path:
                raise ValueError(f"{self.name}: {code} lies under itself")
            if code not in above:
                found: set[str] = set()
                for parent in self.codes[code].under:
                    found |= {parent} | climb(parent, (*path, code))
                above[code] = frozenset(found)
            return above[code]

        for code in self.codes:
            climb(code, ())
        return above

    @cached_property
    def _below(self) -> dict[str, frozenset[str]]:
        below: dict[str, set[str]] = {code: {code} for code in self.codes}
        for code, ancestors in self._above.items():
            for ancestor in ancestors:
                below[ancestor].add(code)
        return {code: frozenset(found) for code, found in below.items()}

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Every code once, what lies under a code right behind it: a class and its drugs are neighbours."""
        found: dict[str, None] = {}

        def visit(code: str) -> None:
            if code not in found:
                found[code] = None
                for child in self.codes.values():
                    if code in child.under:
                        visit(child.id)

        for code in self.codes.values():
            if not code.under:
                visit(code.id)
        return tuple(found)

    def above(self, code: str) -> frozenset[str]:
        """Every code that `code` lies under, itself left out."""
        return self._above[code]

    def below(self, code: str) -> frozenset[str]:
        """Every code under `code`, itself included."""
        return self._below[code]

    def meaning(self, wanted: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Codes that answer yes to "is one of `wanted`", and those that say too little to tell.

        A record that names only a code above a wanted one is too little, unless everything under it is wanted.
        """
        named, yes = frozenset(wanted), set[str]()
        for code in named:
            yes |= self.below(code)
        whole = [code for code in self.codes if self.codes[code].exhaustive and len(self.below(code)) > 1]
        # The narrowest first: an exhaustive code may lie under another.
        for code in sorted(whole, key=lambda code: len(self.below(code))):
            if self.below(code) - {code} <= yes:
                yes.add(code)
        maybe: set[str] = set()
        for code in yes:
            if not self.codes[code].combination:
                maybe |= self.above(code)
            elif code in named:     # a class may be the combination that is asked for; one half of it is not
                maybe |= self.above(code) - set(self.codes[code].under)
        return frozenset(yes), frozenset(maybe - yes)

    def between(self, low: str | None, high: str | None) -> tuple[str, ...]:
        """The codes of an ordered list from `low` to `high`, both included with what lies under them."""
        order = list(self.codes)
        first = min(order.index(c) for c in self.below(low)) if low else 0
        last = max(order.index(c) for c in self.below(high)) if high else len(order) - 1
        inside = set(order[first:last + 1])
        # A broader code (T1) counts only when all that lies under it does.
        return tuple(c for c in order[first:last + 1] if self.below(c) <= inside)

    @cached_property
    def _spoken(self) -> dict[str, str]:
        spoken: dict[str, str] = {}
        for code in self.codes.values():
            for word in (code.id, code.id.replace("_", " "), *code.words.values(), *code.also):
                spoken.setdefault(word.strip().casefold(), code.id)
        return spoken

    def find(self, spoken: str) -> str | None:
        """The code meant by an id, a word in either language or a synonym; None if there is none."""
        text = spoken.strip()
        return text if text in self.codes else self._spoken.get(text.casefold())

    @cached_property
    def external(self) -> dict[tuple[str, str], str]:
        """(system, external code) -> own code; the first declared wins."""
        table: dict[tuple[str, str], str] = {}
        for code in self.codes.values():
            for system, outside in code.codes.items():
                for item in outside:
                    table.setdefault((system, item), code.id)
        return table

    def nearest(self, text: str) -> str | None:
        """The code or word most like a misspelt one."""
        return nearest(text, [*self.codes, *self._spoken])


def nearest(text: str, among: Iterable[str]) -> str | None:
    """The most similar of several names whatever its capitals, None if none is similar."""
    names = {name.casefold(): name for name in reversed(list(among))}
    found = difflib.get_close_matches(text.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else None


def hint(text: str, among: Iterable[str]) -> str:
    """` (did you mean “x”?)`, or nothing."""
    close = nearest(text, among)
    return f" (“{close}”?)" if close else ""
