"""Words of this room for pages and refusals."""

from __future__ import annotations

from paeonia.record.problems import Refused
from paeonia.ui.words import language


def refusal(refused: Refused) -> list[str]:
    """What was refused, a sentence each."""
    return [problem.text(language()) for problem in refused.problems]
