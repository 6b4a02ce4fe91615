"""The gate before a case: each trace of a person is taken out or said to be none; pure, reads no table.

Nothing is kept of a text until it has passed: what still names somebody goes back to its writer's own screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from paeonia.people import traces
from paeonia.people.traces import Trace

TAKE = "take"
LEAST_WHY = 4       # letters of a reason; two Chinese words are one


@dataclass(frozen=True)
class Passed:
    """Texts without traces, and what their writer said is none, with why."""

    texts: dict[str, str]
    kept: list[dict[str, str]]


class Closed(Exception):
    """Traces that nobody has answered yet: by field, with the texts as far as they were mended."""

    def __init__(self, open_ones: list[tuple[str, Trace]], texts: dict[str, str]) -> None:
        self.open, self.texts = open_ones, texts
        super().__init__(f"{len(open_ones)} traces")


def passed(texts: Mapping[str, str], answers: Mapping[str, str], today: date) -> Passed:
    """The texts with the proposals that were taken; raises Closed while a trace is neither taken nor explained.

    `answers` is by the key of a trace: `take`, or why it is none. A hard trace can only be taken out.
    """
    mended: dict[str, str] = {}
    for name, text in texts.items():
        clean = traces.plain(text).strip()
        taken = {one.key for one in traces.found(clean, today) if answers.get(one.key) == TAKE}
        mended[name] = traces.replaced(clean, traces.found(clean, today), taken)
    left = [(name, one) for name, text in mended.items() for one in traces.found(text, today)]
    open_ones = [(name, one) for name, one in left if one.hard or not _explained(answers.get(one.key, ""))]
    if open_ones:
        raise Closed(list({(name, one.key): (name, one) for name, one in open_ones}.values()), mended)
    kept = {one.key: {"words": one.words, "kind": one.kind, "why": answers[one.key].strip()[:200]} for _name, one in left}
    return Passed(mended, list(kept.values()))


def _explained(why: str) -> bool:
    return why != TAKE and len(why.strip().encode()) >= LEAST_WHY
