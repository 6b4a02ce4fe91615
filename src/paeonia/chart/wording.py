"""Problems in the reader's own words: variables by the names clinicians use, places as a spreadsheet shows them."""

from __future__ import annotations

from dataclasses import replace

from paeonia.record.check import named
from paeonia.record.dictionary import Dictionary
from paeonia.record.problems import Problem


def problem_text(problem: Problem, dictionary: Dictionary, language: str, *, place: bool = True) -> str:
    """What is wrong, where and what to do next, with the dictionary's words instead of its names."""
    params = named(problem.params, dictionary)
    return replace(problem, params=params, place=problem.place if place else "").text(language)
