"""How well free text is drafted: every marked line of real trials against what a person said it means."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bench.results import Results
from bench.same import Pairs
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.found import DraftedLine

ROOT = Path(__file__).parents[1]
RECORDS = ROOT.parent / "shared" / "data" / "trials" / "nli4ct" / "ct_json"
MARKS = Path(__file__).with_name("marks")
# The rules were written on the first four, so these are seen by now; only `third_unseen` stays closed.
HALVES = {"open": "seen, first half", "unseen": "seen, second half", "fresh_open": "fresh, looked at",
          "fresh_unseen": "fresh, looked at since 2026-11-28", "third_unseen": "third, never looked at"}


@dataclass(frozen=True)
class Judged:
    """A marked line and what the reader made of it."""

    trial: str
    mark: dict[str, Any]
    line: DraftedLine
    same: bool
    follows: bool       # drafted in part, and it follows from what the whole line says

    @property
    def right(self) -> bool:
        """It says what the line says, or rightly a part of it and asks the rest."""
        return self.same or self.follows

    @property
    def settled(self) -> bool:
        """Rightly drafted, rightly asked, or rightly passed over."""
        if self.line.outcome == "drafted":
            return self.right
        expected = {"ask": ("ask",), "none": ("heading", "remark")}
        return self.line.outcome in expected.get(self.mark["mark"], ())


@dataclass
class Tally:
    """Counts for one kind of criterion, or for all."""

    criteria: int = 0  # lines that are marked as a criterion
    lines: int = 0
    drafted: int = 0
    right: int = 0
    same: int = 0
    settled: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, one: Judged) -> None:
        """Count a line."""
        self.lines += 1
        self.criteria += one.mark["mark"] != "none"
        self.drafted += one.line.outcome == "drafted"
        self.right += one.line.outcome == "drafted" and one.right
        self.same += one.line.outcome == "drafted" and one.same
        self.settled += one.settled

    def share(self, part: int, whole: int) -> float:
        """A share in percent; of nothing it is 0."""
        return 100 * part / whole if whole else 0.0


def drafting(results: Results, halves: tuple[str, ...] = tuple(HALVES)) -> None:
    """Precision, share drafted and share settled, for each half of the hand marks and by kind."""
    if not RECORDS.is_dir():
        results.say(f"drafting: did not run, the registry records are not at {RECORDS}")
        return
    for half in halves:
        if not (MARKS / f"{half}.yaml").is_file():
            results.say(f"drafting, {HALVES[half]}: did not run, there are no marks")
            continue
        judged = list(judge(half))
        whole = Tally()
        kinds: dict[str, Tally] = {}
        for one in judged:
            whole.add(one)
            kinds.setdefault(one.mark["kind"], Tally()).add(one)
        name = f"drafting, {HALVES[half]}"
        results.add(f"{name}: right of what is drafted", whole.share(whole.right, whole.drafted), "%", "at least 95")
        results.add(f"{name}: said in full or as marked", whole.share(whole.same, whole.drafted), "%")
        results.add(f"{name}: criterion lines drafted", whole.share(whole.drafted, whole.criteria), "%", "at least 60")
        results.add(f"{name}: lines settled rightly", whole.share(whole.settled, whole.lines), "%")
        for kind, tally in sorted(kinds.items()):
            results.say(
                f"  {half:12} {kind:16} {tally.lines:4} lines {tally.criteria:4} criteria {tally.drafted:4} drafted "
                f"{tally.right:4} right {tally.settled:4} settled"
            )


def judge(half: str) -> Iterator[Judged]:
    """Every marked line of a half whose text is still the one that was marked."""
    marks = yaml.safe_load((MARKS / f"{half}.yaml").read_text())
    found: list[tuple[str, dict[str, Any], DraftedLine]] = []
    for trial, marked in marks.items():
        lines = json.loads((RECORDS / f"{trial}.json").read_text())["Eligibility"]
        drafted = draft(lines, dictionary())
        for number, mark in marked.items():
            text = lines[number].strip()
            if hashlib.sha256(text.encode()).hexdigest()[:8] == mark["hash"]:
                found.append((trial, mark, drafted[number]))
    pairs = Pairs(dictionary())
    keys = [(_asked(pairs, mark, line), _asked(pairs, mark, line, follows=True)) for _, mark, line in found]
    said = pairs.settle()
    for (trial, mark, line), (wanted, above) in zip(found, keys, strict=True):
        same = any(said[key] for key in wanted) and (mark["mark"] != "part" or line.part)
        yield Judged(trial, mark, line, same, any(said[key] for key in above))


def _asked(pairs: Pairs, mark: dict[str, Any], line: DraftedLine, follows: bool = False) -> list[int]:
    if line.node is None or mark["mark"] not in ("sentence", "part") or (follows and not line.part):
        return []
    said = [mark["sentence"], *mark.get("or", ())]
    return [pairs.add(line.node, sentence(one, dictionary()), follows) for one in said]
