"""The language without a database: a sentence asked of facts in a JSONL file, line by line, by either engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from paeonia.criteria.ask_lines import Asked
from paeonia.criteria.build import columns_of
from paeonia.criteria.nodes import Node
from paeonia.criteria.person import as_data, explain, settle
from paeonia.criteria.population import Matcher
from paeonia.criteria.words import both
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem

BATCH = 10_000
Speaker = Callable[[Node], dict[str, str]]


def answers(node: Node, asked: Iterable[Asked], dictionary: Dictionary, engine: str = "person") -> Iterator[dict[str, Any]]:
    """One plain answer a line, in the order of the lines.

    The population engine gives the answers; reasons and what would settle them are always the person engine's.
    """
    speak = _speaker(dictionary)
    if engine == "population":
        yield from _by_population(node, asked, dictionary, speak)
        return
    for one in asked:
        yield _answered(node, one, speak)


def _speaker(dictionary: Dictionary) -> Speaker:
    """Says each part of a sentence once, however many patients are asked; the words were most of the time."""
    said: dict[int, tuple[Node, dict[str, str]]] = {}       # the node is kept, so that its id stays its own

    def speak(part: Node) -> dict[str, str]:
        if id(part) not in said:
            said[id(part)] = part, both(part, dictionary)
        return said[id(part)][1]

    return speak


def _answered(node: Node, one: Asked, speak: Speaker, said: str | None = None) -> dict[str, Any]:
    if one.line is None:
        return {"patient": one.patient, "answer": None, "error": [_both(p) for p in one.refused]}
    reason = explain(node, one.line)
    data = {"patient": one.patient, "answer": said or reason.answer.word, "settle": list(settle(reason)),
            "reasons": as_data(reason, speak)}
    if one.refused:
        data["refused"] = [_both(problem) for problem in one.refused]
    return data


def _by_population(node: Node, asked: Iterable[Asked], dictionary: Dictionary, speak: Speaker) -> Iterator[dict[str, Any]]:
    matcher, waiting = Matcher([node]), iter(asked)
    while batch := list(islice(waiting, BATCH)):
        said: dict[int, str] = {}
        for day in {one.line.as_of for one in batch if one.line}:
            there = [(i, one.line) for i, one in enumerate(batch) if one.line and one.line.as_of == day]
            verdicts = matcher.match(columns_of([line for _, line in there], dictionary))
            said |= {i: verdicts.answer(0, place).word for place, (i, _) in enumerate(there)}
        for i, one in enumerate(batch):
            yield _answered(node, one, speak, said.get(i))


def _both(problem: Problem) -> dict[str, str]:
    return {"en": problem.text("en"), "zh": problem.text("zh")}
