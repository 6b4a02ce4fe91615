"""What a well-formed sentence says that nobody can have meant: contradictions, dead branches, what asks nothing."""

from __future__ import annotations

from functools import reduce

from paeonia.criteria import lint_event
from paeonia.criteria.lint_sets import Passing, implies, passing, pushed
from paeonia.criteria.nodes import All, AnyOf, AtLeast, Event, Node, Not
from paeonia.criteria.words import say
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem, messages

messages({
    "lint-contradiction": ("these can never hold together: “{a_en}” and “{b_en}”. Correct one or put them under `any`.",
                           "以下条件不可能同时成立：“{a_zh}”与“{b_zh}”。请更正其一，或改用 `any`。"),
    "lint-never": ("“{a_en}” can never hold. Correct its values or windows.",
                   "“{a_zh}”不可能成立。请更正取值或时间窗。"),
    "lint-always": ("“{a_en}” always holds and asks nothing. Remove it or narrow it.",
                    "“{a_zh}”恒成立，没有意义。请删除或收窄。"),
    "lint-opposites": ("“{a_en}” or “{b_en}” holds for everybody on record. Remove both or narrow one.",
                       "“{a_zh}”或“{b_zh}”对所有有记录者均成立。请删除，或收窄其一。"),
    "lint-dead": ("“{a_en}” changes nothing here, because “{b_en}” already allows it. Remove it or correct one.",
                  "此处“{a_zh}”不起作用，因为“{b_zh}”已包含它。请删除或更正其一。"),
    "lint-implied": ("“{a_en}” is already required by “{b_en}”. Remove it or correct one.",
                     "“{b_zh}”已要求“{a_zh}”。请删除或更正其一。"),
    "lint-twice": ("“{a_en}” stands here twice. Keep one.", "“{a_zh}”在此处出现两次，请保留一个。"),
})


MOST = 200      # more than anybody reads; a page of criteria that repeats one limit has a million pairs


def lint(node: Node, dictionary: Dictionary, place: str = "") -> list[Problem]:
    """Warnings about a sentence, each once and at most `MOST` of them; it can still be asked."""
    found = _Lint(dictionary, place)
    found.walk(pushed(node))
    return found.problems


class _Lint:
    def __init__(self, dictionary: Dictionary, place: str) -> None:
        self.dictionary, self.place = dictionary, place
        self.problems: list[Problem] = []

    def walk(self, node: Node) -> None:
        """Look at a gate's parts beside one another, then at each."""
        if isinstance(node, (All, AnyOf, AtLeast)):
            parts = _flat(node)
            if not parts and not isinstance(node, AtLeast):
                self.warn("lint-always" if isinstance(node, All) else "lint-never", node)
            self._beside(node, parts)
            for part in parts:
                self.walk(part)
            if isinstance(node, AtLeast) and node.k <= 0:
                self.warn("lint-always", node)
        elif isinstance(node, Event) and lint_event.impossible(node, self.dictionary):
            self.warn("lint-never", node)
        elif self._asks_nothing(node):
            self.warn("lint-always", node)
        else:
            self._value(node)

    def _asks_nothing(self, node: Node) -> bool:
        if isinstance(node, Not):
            return isinstance(node.of, Event) and lint_event.impossible(node.of, self.dictionary)
        return isinstance(node, Event) and lint_event.idle(node, self.dictionary)

    def _value(self, node: Node) -> None:
        found = passing(node, self.dictionary)
        if found is not None and found.nothing:
            self.warn("lint-never", node)

    def _beside(self, gate: Node, parts: list[Node]) -> None:
        for index, part in enumerate(parts):
            for other in parts[:index]:
                if len(self.problems) >= MOST:
                    return
                if part == other:
                    self.warn("lint-twice", part)
                elif isinstance(gate, All):
                    self._together(other, part)
                elif isinstance(gate, AnyOf):
                    self._either(other, part)
        if isinstance(gate, All):
            self._meeting(parts)

    def _together(self, one: Node, two: Node) -> None:
        if implies(one, pushed(Not(two)), self.dictionary):
            self.warn("lint-contradiction", one, two)
        elif implies(one, two, self.dictionary):
            self.warn("lint-implied", two, one)
        elif implies(two, one, self.dictionary):
            self.warn("lint-implied", one, two)

    def _either(self, one: Node, two: Node) -> None:
        if implies(pushed(Not(one)), two, self.dictionary):
            self.warn("lint-opposites", one, two)
        elif implies(one, two, self.dictionary):
            self.warn("lint-dead", one, two)
        elif implies(two, one, self.dictionary):
            self.warn("lint-dead", two, one)

    def _meeting(self, parts: list[Node]) -> None:
        """Values that pass each of two criteria, or each of three, and never all."""
        groups: dict[tuple[str, str], list[tuple[Node, Passing]]] = {}
        for part in parts:
            found = passing(part, self.dictionary)
            if found is not None and not found.nothing:
                groups.setdefault(found.about, []).append((part, found))
        for group in groups.values():
            if reduce(Passing.meets, (found for _, found in group)).nothing:
                self.warn("lint-contradiction", group[0][0], All(tuple(part for part, _ in group[1:])))

    def warn(self, code: str, one: Node, two: Node | None = None) -> None:
        """Note a warning with the sentences in both languages."""
        words = {f"{name}_{language}": say(node, self.dictionary, language)
                 for name, node in (("a", one), ("b", two)) if node is not None for language in ("en", "zh")}
        problem = Problem(code, self.place, words)
        if problem not in self.problems and not (code == "lint-contradiction" and self._said(words)):
            self.problems.append(problem)

    def _said(self, words: dict[str, str]) -> bool:
        pair = {words["a_en"], words["b_en"]}
        return any(p.code == "lint-contradiction" and {p.params["a_en"], p.params["b_en"]} == pair for p in self.problems)


def _flat(gate: All | AnyOf | AtLeast) -> list[Node]:
    """The parts of a gate, those of a nested gate of the same kind among them."""
    parts: list[Node] = []
    for child in gate.of:
        if isinstance(child, (All, AnyOf)) and type(child) is type(gate):
            parts += _flat(child)
        else:
            parts.append(child)
    return parts
