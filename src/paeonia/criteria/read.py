"""From YAML to nodes: every word is checked against the dictionary; every mistake is named with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from paeonia.criteria import read_leaf
from paeonia.criteria.nodes import All, AnyOf, Ask, AtLeast, Node, Not
from paeonia.criteria.trouble import Trouble
from paeonia.record.dictionary import Dictionary
from paeonia.record.located import Located, located, read_yaml
from paeonia.record.problems import Problem, Refused

_COUNTED = re.compile(r"at (least|most) (\d{1,6}) of$")
GATE_WORDS = ("all", "any", "none", "not", "at least 2 of", "at most 1 of", "ask", "age")


def sentence(source: Any, dictionary: Dictionary, name: str = "") -> Node:
    """The sentence in YAML text, a `Located` tree or a plain structure; `Refused` lists every mistake in it."""
    if isinstance(source, str):
        source = read_yaml(source, name)
    tree = source if isinstance(source, Located) else located(source, name)
    reader = _Reader(dictionary)
    node = reader.node(tree)
    if reader.problems:
        raise Refused(reader.problems)
    return node


class _Reader:
    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.problems: list[Problem] = []

    def node(self, tree: Located) -> Node:
        """A sentence; several keys side by side must all hold."""
        if tree.is_list():
            return All(self.nodes(tree))
        if not tree.is_map():
            return self._wrong("not-a-sentence" if tree.text() else "empty-sentence", tree.place, value=tree.text())
        if not tree.value:
            return self._wrong("empty-sentence", tree.place)
        found = tuple(self.entry(key, value) for key, value in tree.items())
        return found[0] if len(found) == 1 else All(found)

    def nodes(self, tree: Located) -> tuple[Node, ...]:
        """A list of sentences, read one by one so that one mistake does not hide the next."""
        return tuple(self.node(item) for item in tree.value)

    def entry(self, key: str, value: Located) -> Node:
        """One `key: value` of a sentence."""
        try:
            return self._gate(key, value) or self._leaf(key, value)
        except Trouble as trouble:
            self.problems.append(trouble.problem)
            return All(())

    def _gate(self, key: str, value: Located) -> Node | None:
        counted = _COUNTED.match(key)
        if key == "not":
            return Not(self.node(value))
        if key not in ("all", "any", "none") and not counted:
            return None
        if not value.is_list():
            raise Trouble("not-a-list", value.place, key=key)
        of = self.nodes(value)
        if counted:
            return _count(counted[1], int(counted[2]), of, value.place)
        gates: dict[str, Callable[[tuple[Node, ...]], Node]] = {
            "all": All, "any": AnyOf, "none": lambda nodes: Not(AnyOf(nodes))}
        return gates[key](of)

    def _leaf(self, key: str, value: Located) -> Node:
        if key == "ask":
            return _ask(value)
        if key == "age":
            return read_leaf.age(value)
        if key not in self.dictionary:
            raise Trouble("unknown-word", value.place, name=key,
                          hint=self.dictionary.hint(key, GATE_WORDS))
        return read_leaf.leaf(self.dictionary[key], value)

    def _wrong(self, code: str, place: str, **params: Any) -> Node:
        self.problems.append(Problem(code, place, params))
        return All(())


def _count(direction: str, k: int, of: tuple[Node, ...], place: str) -> Node:
    if direction == "most":
        return Not(AtLeast(k + 1, of))
    if k > len(of):
        raise Trouble("too-many-wanted", place, k=k, n=len(of))
    return AtLeast(k, of)


def _ask(value: Located) -> Ask:
    words = value.plain()
    if isinstance(words, str) and words:
        return Ask(words, words)
    if not isinstance(words, dict) or set(words) != {"en", "zh"} or not all(
            isinstance(w, str) and w.strip() for w in words.values()):
        raise Trouble("ask-both", value.place)
    return Ask(words["en"].strip(), words["zh"].strip())
