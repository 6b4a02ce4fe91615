"""Contradictions and repetitions between lines, each shown at the lines it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from paeonia.criteria.lint import lint
from paeonia.criteria.lint_sets import pushed
from paeonia.criteria.nodes import All, Node
from paeonia.criteria.words import say
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Problem

from .freezing import speaking
from .models import Line
from .reading import read


def between(lines: Sequence[Line]) -> dict[int, list[Problem]]:
    """Warnings by line: those of each sentence alone, and those of all that must hold together."""
    found: dict[int, list[Problem]] = {line.pk: list(read(line.sentence).warnings) for line in speaking(lines)}
    codes = {line.group_id for line in lines} | {None}
    for code in codes:
        together = [line for line in speaking(lines) if line.group_id in (None, code)]
        _together(together, found)
    return {pk: problems for pk, problems in found.items() if problems}


def _together(lines: Sequence[Line], found: dict[int, list[Problem]]) -> None:
    read_ones = [(line, node) for line in lines if (node := read(line.sentence).node) is not None]
    alone = {problem for problems in found.values() for problem in map(_key, problems)}
    about: dict[str, set[int]] = {}
    for line, node in read_ones:
        for part in _parts(pushed(node)):
            about.setdefault(say(part, dictionary()), set()).add(line.pk)
    for problem in _linted(tuple(line.sentence for line, _ in read_ones), dictionary().version):
        if _key(problem) in alone:
            continue
        places = {pk for name in ("a_en", "b_en") for pk in about.get(str(problem.params.get(name)), ())}
        for pk in places or {read_ones[0][0].pk}:
            found[pk].append(problem)


@lru_cache(maxsize=32)
def _linted(sentences: tuple[str, ...], _rules: str) -> tuple[Problem, ...]:
    """Every sentence beside every other: looked at once as long as no word changes, since settling a line changes none."""
    return tuple(lint(All(tuple(node for text in sentences if (node := read(text).node) is not None)), dictionary()))


def _parts(node: Node) -> list[Node]:
    return [part for one in node.of for part in _parts(one)] if isinstance(node, All) else [node]


def _key(problem: Problem) -> tuple[str, str]:
    return problem.code, str(sorted(problem.params.items()))
