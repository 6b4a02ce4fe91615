"""Words of data in the reader's language, for Python that makes texts."""

from __future__ import annotations

from collections.abc import Mapping

from paeonia.record.problems import Refused
from paeonia.ui.words import language, words


def said(text: Mapping[str, str]) -> str:
    """The text in the reader's language."""
    return words(text)


def refusal(refused: Refused) -> list[str]:
    """What was refused, a sentence each."""
    return [problem.text(language()) for problem in refused.problems]
