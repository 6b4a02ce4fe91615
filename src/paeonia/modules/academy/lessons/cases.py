"""A case as a teacher writes it: steps with what was known, a question, and what the discussion says; days, never dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.check import check
from paeonia.record.facts import Fact
from paeonia.record.located import Located, read_yaml
from paeonia.record.problems import Problem, Refused, problem

from . import messages as _messages  # noqa: F401  declares what is said here
from .trace import person_in

LONGEST, MOST_STEPS, MOST_OPTIONS, MOST_FACTS, FARTHEST = 120_000, 20, 6, 80, 20_000
# A case has no dates. Its days are laid on a calendar so that the record can be asked; nobody is shown that calendar.
BEGINNING = date(2001, 1, 1)
TEMPLATE = (Path(__file__).parent / "case_template.yaml").read_text("utf-8")
TONGUES = ("zh", "en")
KEYS = ("words", "about", "age", "steps")
STEP = ("day", "title", "known", "facts", "reviewed", "ask", "options", "right", "discussion", "after", "source", "sentence")
NEEDED = ("title", "known", "ask", "discussion", "after")
Words = Mapping[str, str]


@dataclass(frozen=True)
class CaseStep:
    """One moment: what was known by then, what is asked, and what is told afterwards."""

    number: int
    day: int
    title: Words
    known: Words
    ask: Words
    options: tuple[Words, ...]
    right: int | None       # from 0; None where several are defensible
    discussion: Words
    after: Words
    source: str
    facts: tuple[Fact, ...] = ()
    reviewed: Mapping[str, str] = field(default_factory=dict)
    sentence: Node | None = None


@dataclass(frozen=True)
class Case:
    """A whole course of care of an invented or thoroughly changed patient."""

    words: Words
    about: Words
    steps: tuple[CaseStep, ...]


def read(text: str, name: str = "") -> Case:
    """The case; `Refused` names everything in it that is wrong, each with its line."""
    if len(text) > LONGEST:
        raise Refused([problem("lessons-case-long", most=LONGEST)])
    reader = _Reader()
    made = reader.case(read_yaml(text, name))
    if reader.problems or made is None:
        raise Refused(reader.problems)
    return made


@lru_cache(maxsize=64)
def held(text: str) -> Case:
    """A case that was taken before; the dictionary may have changed since, so what it no longer knows is left out."""
    reader = _Reader()
    made = reader.case(read_yaml(text, ""))
    if made is None:
        raise Refused(reader.problems)
    return made


class _Reader:
    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, code: str, at: Located, **params: Any) -> None:
        self.problems.append(problem(code, at.place, **params))

    def case(self, tree: Located) -> Case | None:
        if not tree.is_map():
            self.wrong("lessons-case-map", tree)
            return None
        self._keys(tree, KEYS)
        self._traces(tree)
        words, about = (self.both(tree, key) for key in ("words", "about"))
        steps = tree.value.get("steps")
        if steps is None or not steps.is_list() or not 1 <= len(steps.value) <= MOST_STEPS:
            self.wrong("lessons-case-steps", steps or tree, most=MOST_STEPS)
            return None
        told = [self.step(number, one) for number, one in enumerate(steps.value, 1)]
        found = [one for one in told if one is not None]
        for above, below, at in zip(found, found[1:], steps.value[1:], strict=False):
            if below.day < above.day:
                self.wrong("lessons-case-back", at)
        age = tree.value.get("age")
        if found and age is not None:
            found[0] = _aged(found[0], self.number(age, 0, 120))
        return Case(words, about, tuple(found))

    def step(self, number: int, tree: Located) -> CaseStep | None:
        if not tree.is_map():
            self.wrong("lessons-case-map", tree)
            return None
        self._keys(tree, STEP)
        held = tree.value
        day = self.number(held["day"], -FARTHEST, FARTHEST) if "day" in held else 0
        told = {key: self.both(tree, key) for key in NEEDED}
        options = self.options(tree)
        right = self.right(held.get("right"), len(options))
        source = held["source"].text().strip() if "source" in held else ""
        if not source:
            self.wrong("lessons-case-source", tree)
        facts = tuple(filter(None, (self.fact(one, day) for one in self.listed(tree, "facts")[:MOST_FACTS])))
        reviewed = {one.text(): _on(day) for one in self.listed(tree, "reviewed")}
        return CaseStep(number, day, told["title"], told["known"], told["ask"], options, right, told["discussion"],
                        told["after"], source[:300], facts, reviewed, self.sentence(held.get("sentence")))

    def both(self, tree: Located, key: str) -> Words:
        found = tree.value.get(key)
        said = self.spoken(found)
        if not all(said.values()):
            self.wrong("lessons-case-both", found or tree, key=key)
        return said

    def spoken(self, at: Located | None) -> Words:
        """A text in both languages; a comma outside quotation marks would cut it, so any other key is named."""
        if at is None or not at.is_map():
            return dict.fromkeys(TONGUES, "")
        self._keys(at, TONGUES)
        return {tongue: at.value[tongue].text().strip() if tongue in at.value else "" for tongue in TONGUES}

    def options(self, tree: Located) -> tuple[Words, ...]:
        found = self.listed(tree, "options")
        told = tuple(map(self.spoken, found))
        if not 2 <= len(found) <= MOST_OPTIONS or not all(all(one.values()) for one in told):
            self.wrong("lessons-case-options", tree.value.get("options") or tree, most=MOST_OPTIONS)
        return told

    def right(self, at: Located | None, many: int) -> int | None:
        if at is None or not at.text():
            return None
        if not at.text().isascii() or not at.text().isdigit() or not 1 <= int(at.text()[:3]) <= many:
            self.wrong("lessons-case-right", at)
            return None
        return int(at.text()[:3]) - 1

    def listed(self, tree: Located, key: str) -> list[Located]:
        found = tree.value.get(key)
        if found is None or (not found.is_list() and not found.is_map() and not found.text()):
            return []
        if not found.is_list():
            self.wrong("lessons-case-list", found, key=key)
            return []
        return list(found.value)

    def number(self, at: Located, least: int, most: int) -> int:
        said = at.text().strip()
        digits = said.removeprefix("-")
        if digits.isascii() and digits.isdigit() and len(digits) < 7 and least <= int(said) <= most:    # noqa: PLR2004
            return int(said)
        self.wrong("lessons-case-day", at, value=said[:20])
        return 0

    def sentence(self, at: Located | None) -> Node | None:
        if at is None:
            return None
        try:
            return sentence(at, dictionary())
        except Refused as refused:
            self.problems += refused.problems
            return None

    def fact(self, tree: Located, day: int) -> Fact | None:
        if not tree.is_map() or "variable" not in tree.value:
            self.wrong("lessons-case-map", tree)
            return None
        name = tree.value["variable"].text()
        variable = dictionary().variables.get(name)
        fields: dict[str, Any] = {}
        for key, value in tree.items():
            if key in ("variable", "day"):
                continue
            is_day = key in ("start", "stop") or (key == "value" and variable is not None and variable.type == "date")
            fields[key] = _on(self.number(value, -FARTHEST, FARTHEST)) if is_day else value.plain()
        on = self.number(tree.value["day"], -FARTHEST, FARTHEST) if "day" in tree.value else day
        checked = check(Fact(name, fields, _on(on), "case"), dictionary(), place=tree.place)
        if isinstance(checked, Problem):
            self.problems.append(checked)
            return None
        return checked

    def _keys(self, tree: Located, known: tuple[str, ...]) -> None:
        for key, value in tree.items():
            if key not in known:
                self.wrong("lessons-case-key", value, key=key[:40], known=", ".join(known))

    def _traces(self, tree: Located, key: str = "") -> None:
        """Every text of the case is looked through; a source may say a year, as papers do."""
        if tree.is_map():
            for name, value in tree.items():
                self._traces(value, name)
        elif tree.is_list():
            for value in tree.value:
                self._traces(value, key)
        elif found := person_in(tree.text(), dates=key != "source"):
            self.wrong("lessons-case-trace", tree, found=found[:60])


def _on(day: int) -> str:
    return (BEGINNING + timedelta(days=day)).isoformat()


def _aged(step: CaseStep, age: int) -> CaseStep:
    born = Fact("birth_date", {"value": BEGINNING.replace(year=BEGINNING.year - age).isoformat()}, None, "case")
    return CaseStep(**{**step.__dict__, "facts": (born, *step.facts)})
