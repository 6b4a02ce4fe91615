"""Words of the interface in both languages at once, for what is said to readers of either."""

from __future__ import annotations

from typing import Any

from django.utils.translation import override

from paeonia.record.problems import Refused
from paeonia.ui.words import language

CODES = {"en": "en", "zh": "zh-hans"}


def both(label: Any) -> dict[str, str]:
    """A lazy text in both languages."""
    told = {}
    for short, code in CODES.items():
        with override(code):
            told[short] = str(label)
    return told


def refusal(refused: Refused) -> list[str]:
    """What was refused, a sentence each."""
    return [problem.text(language()) for problem in refused.problems]
