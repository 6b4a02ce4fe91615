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
from paeonia.criteria.nodes import Node
from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.found import DraftedLine
from paeonia.modules.trials.drafting.guard_sentences import is_guard

ROOT = Path(__file__).parents[1]
RECORDS = ROOT.parent / "shared" / "data" / "trials" / "nli4ct" / "ct_json"
MARKS = Path(__file__).with_name("marks")
# The rules were written on the first four, so these are seen by now; only `third_unseen` stays closed.
HALVES = {"open": "seen, first half", "unseen": "seen, second half", "fresh_open": "fresh, looked at",
          "fresh_unseen": "fresh, looked at since 2026-11-28", "third_unseen": "third, never looked at"}


# What guards were judged by: facts of which whoever a line excludes has at least one, marked by somebody who saw no draft.
GUARDS = {"open": "guards_open", "unseen": "guards_unseen", "fresh_open": "guards_fresh_open",
          "fresh_unseen": "guards_fresh", "third_unseen": "guards_third"}


@dataclass(frozen=True)
class Judged:
    """A marked line and what the reader made of it."""

    trial: str
    mark: dict[str, Any]
    line: DraftedLine
    same: bool
    follows: bool       # drafted in part, and it follows from what the whole line says
    guards: bool = False        # it holds guards: things that keep out nobody without a person's answer
    bare: bool = False          # it holds something beside guards
    guarded_rightly: bool = False
    marked: bool = False        # somebody marked the guards of this half

    @property
    def right(self) -> bool:
        """It says what the line says, or rightly a part of it and asks the rest; guards aside."""
        return self.same or self.follows

    @property
    def all_right(self) -> bool:
        """The same with the guards."""
        return (self.right or not self.bare) and (self.guarded_rightly or not self.guards)

    @property
    def settled(self) -> bool:
        """Rightly drafted, rightly asked, or rightly passed over; a guard that nobody marked counts as a question."""
        if self.line.outcome == "drafted" and (self.marked or self.bare or not self.guards):
            return self.all_right if self.marked else self.right
        if self.line.outcome == "drafted":
            return bool(self.mark["mark"] == "ask")
        expected = {"ask": ("ask",), "none": ("heading", "remark")}
        return self.line.outcome in expected.get(self.mark["mark"], ())


@dataclass
class Tally:
    """Counts for one kind of criterion, or for all; `drafted`, `right` and `same` leave guards out of account."""

    criteria: int = 0  # lines that are marked as a criterion
    lines: int = 0
    drafted: int = 0
    right: int = 0
    same: int = 0
    settled: int = 0
    guards: int = 0
    guards_right: int = 0
    every: int = 0      # drafted, be it only as a guard
    every_right: int = 0
    sayable: int = 0    # lines of which the language can say at least a part
    said: int = 0       # those of them that are drafted, guards included
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, one: Judged) -> None:
        """Count a line."""
        drafted = one.line.outcome == "drafted"
        self.lines += 1
        self.criteria += one.mark["mark"] != "none"
        self.drafted += drafted and one.bare
        self.right += drafted and one.bare and one.right
        self.same += drafted and one.bare and one.same
        self.guards += one.guards
        self.guards_right += one.guards and one.guarded_rightly
        self.every += drafted
        self.every_right += drafted and one.all_right
        sayable = one.mark["mark"] in ("sentence", "part")
        self.sayable += sayable
        self.said += sayable and drafted
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
        _guards(results, name, half, whole)
        results.add(f"{name}: lines settled rightly", whole.share(whole.settled, whole.lines), "%")
        for kind, tally in sorted(kinds.items()):
            results.say(
                f"  {half:12} {kind:16} {tally.lines:4} lines {tally.criteria:4} criteria {tally.drafted:4} drafted "
                f"{tally.right:4} right {tally.guards:4} guarded {tally.guards_right:4} right {tally.settled:4} settled"
            )


def _guards(results: Results, name: str, half: str, whole: Tally) -> None:
    """The same with guarded drafts, which exclude nobody by themselves and are therefore counted apart."""
    results.add(f"{name}: guarded drafts", whole.guards, "")
    if not (MARKS / f"{GUARDS[half]}.yaml").is_file():
        results.say(f"{name}: guards were not judged, there are no marks of them")
        return
    results.add(f"{name}: right of the guarded drafts", whole.share(whole.guards_right, whole.guards), "%", "at least 97")
    results.add(f"{name}: right of what is drafted, guards included", whole.share(whole.every_right, whole.every), "%",
                "at least 95")
    results.add(f"{name}: criterion lines drafted, guards included", whole.share(whole.every, whole.criteria), "%",
                "at least 60")
    results.add(f"{name}: of lines that the language can say, guards included", whole.share(whole.said, whole.sayable), "%")


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
    known = _guard_marks(half)
    keys = [(_asked(pairs, mark, line), _asked(pairs, mark, line, follows=True),
             _guard_asked(pairs, known.get((trial, mark["hash"])), line)) for trial, mark, line in found]
    said = pairs.settle()
    for (trial, mark, line), (wanted, above, contained) in zip(found, keys, strict=True):
        same = any(said[key] for key in wanted) and (mark["mark"] != "part" or line.part)
        held, bare = _parted(line)
        rightly = any(all(any(said[key] for key in some) for some in one) for one in contained)
        yield Judged(trial, mark, line, same, any(said[key] for key in above), bool(held), bare is not None, rightly,
                     bool(known))


def _asked(pairs: Pairs, mark: dict[str, Any], line: DraftedLine, follows: bool = False) -> list[int]:
    node = _parted(line)[1]
    if node is None or mark["mark"] not in ("sentence", "part") or (follows and not line.part):
        return []
    said = [mark["sentence"], *mark.get("or", ())]
    return [pairs.add(node, sentence(one, dictionary()), follows) for one in said]


def _parted(line: DraftedLine) -> tuple[list[dict[str, Any]], Node | None]:
    """What the guards of a draft are about, and the sentence without its guards."""
    data = line.sentence
    if data is None or set(data) != {"none"} or not any(is_guard(item) for item in data["none"]):
        return [], line.node
    held = [thing for item in data["none"] if is_guard(item) for thing in item["all"][:-1]]
    rest = [item for item in data["none"] if not is_guard(item)]
    return held, sentence({"none": rest}, dictionary()) if rest else None


def _guard_marks(half: str) -> dict[tuple[str, str], dict[str, Any]]:
    place = MARKS / f"{GUARDS[half]}.yaml"
    marks = yaml.safe_load(place.read_text()) if place.is_file() else {}
    return {(trial, mark["hash"]): mark for trial, marked in (marks or {}).items() for mark in marked.values()}


def _guard_asked(pairs: Pairs, mark: dict[str, Any] | None, line: DraftedLine) -> list[list[list[int]]]:
    """Pairs that must hold for the guards of a draft to be right: one of the lists must hold, with some pair of each of its
    members; no list is wrong.

    `guard` lists facts of which whoever the line excludes has at least one, so each of them must imply one of the things
    that the draft guards or forbids outright, or all of them together any of these; `or` gives other such lists, either of
    which will do, also beside `none` and `guard_part`. Where the mark says no more than `none`, or nothing of the line, no
    guard is right. `guard_part` lists such facts of some members of the line only, the others
    being on no record: then a draft is right if it still asks the rest of everybody (it is `part` and not `guarded`), and
    each fact that is about the same variable as something it guards is contained in what it guards.
    """
    held = _parted(line)[0]
    if not held or mark is None:
        return []
    outright = [item for item in line.sentence["none"] if not is_guard(item)] if line.sentence else []
    things = sentence({"any": [*held, *outright]}, dictionary())
    listed = [*([mark["guard"]] if isinstance(mark.get("guard"), list) else []), *mark.get("or", ())]
    covers = [[[pairs.add(things, sentence({"any": one}, dictionary()), True)]] for one in listed]
    covers += [_one_by_one(pairs, [*held, *outright], one) for one in listed]
    if isinstance(mark.get("guard_part"), list):
        kept = {key for one in held for key in one} | {key for one in held for inner in one.get("any", ()) for key in inner}
        facts = [fact for fact in mark["guard_part"] if set(fact) & kept]
        covers += [] if line.guarded else [[[pairs.add(things, sentence(fact, dictionary()), True)] for fact in facts]]
    return covers


def _one_by_one(pairs: Pairs, things: list[Any], facts: list[Any]) -> list[list[int]]:
    """Each fact within one thing: of a long list of things every invented patient may have one, which proves nothing."""
    apart = [part for one in things for part in (one["any"] if set(one) == {"any"} else [one])]
    nodes = [sentence(part, dictionary()) for part in apart]
    return [[pairs.add(node, sentence(fact, dictionary()), True) for node in nodes] for fact in facts]
