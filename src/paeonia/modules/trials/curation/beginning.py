"""How a draft begins: lines from a text by the drafter, from shipped criteria, or from what was approved before."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from paeonia.knowledge.dictionary import dictionary, root
from paeonia.modules.trials.drafting.draft import draft
from paeonia.modules.trials.drafting.found import DraftedLine
from paeonia.modules.trials.drafting.questions import question
from paeonia.record.located import read_yaml

from .choices import Author, GroupKind, Mark, Outcome
from .reading import asking, written

_HERS = ("consent", "compliance")   # asked so that a yes speaks for the trial, on whichever side the line stands


@dataclass(frozen=True)
class Sketch:
    """A line before it is kept: what stands in `models_lines.Line`."""

    start: int | None
    end: int | None
    text: str
    outcome: str
    sentence: str = ""
    side: str = ""
    kind: str = ""
    highlights: list[Any] = field(default_factory=list)
    author: str = Author.DRAFTER
    proposer: str = ""
    written_by: int | None = None
    settled_by: int | None = None
    settled_at: datetime | None = None
    mark: str = Mark.SAME
    was: str = ""
    group: str = ""                 # code of its group


def plain(text: str) -> str:
    """The text as the database and the drafter both count it: one kind of line break, no NUL."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def of_text(text: str) -> list[Sketch]:
    """Every line of a text that holds words, as the drafter reads it."""
    return [_drafted(line) for line in draft(text, dictionary()) if line.text.strip()]


def _drafted(line: DraftedLine) -> Sketch:
    lead = len(line.text) - len(line.text.lstrip())
    start = line.start + lead
    words = line.text.strip()
    return Sketch(start, start + len(words), words, line.outcome, _sentence(line), line.side, line.kind,
                  [[mark.start, mark.end, mark.kind] for mark in line.highlights])


def _sentence(line: DraftedLine) -> str:
    barred = line.side == "exclusion"
    if line.outcome == "drafted":
        if not line.part or line.guarded or line.question is None:     # a guarded sentence asks the rest itself
            return written(line.sentence)
        rest = question("other", line.text, line.side) if barred else line.question
        ask = {"ask": {"en": rest.en, "zh": rest.zh}}
        return written({"all": [line.sentence, {"not": ask} if barred else ask]})
    if line.outcome == "ask" and line.question is not None:
        return asking(line.question.en, line.question.zh, barred and line.kind not in _HERS)
    return ""


def of_file(place: str) -> tuple[list[Sketch], list[dict[str, Any]]]:
    """The criteria of a shipped file, one line a criterion, in its own words and order; and its groups.

    A cohort that the sponsor has closed is asked nothing any more: it stays as a remark.
    """
    name = place.rsplit(":", 1)[0]      # without its line
    tree = read_yaml((root() / "trials" / name).read_bytes(), name).plain()
    lines, groups = of_sentences(tree["eligibility"]), []
    for one in tree.get("cohorts") or ():
        if str(one.get("closed", "")) in ("true", "yes"):
            lines.append(Sketch(None, None, f"{one['code']}: {written(one)}", Outcome.REMARK, author=Author.FILE))
            continue
        kind = one.get("kind", "")
        groups.append({"code": one["code"], "kind": kind if kind in GroupKind.values else GroupKind.COHORT, **one["words"]})
        lines += [replace(line, group=one["code"]) for line in of_sentences(one["eligibility"])]
    return lines, groups


def of_sentences(eligibility: Any) -> list[Sketch]:
    """The same of plain data that somebody else read."""
    return [Sketch(None, None, "", _outcome(part), written(part), author=Author.FILE) for part in _parts(eligibility)]


def _parts(tree: Any) -> Iterator[Any]:
    """An `all` gives its parts, a `none` of several gives one line for each, several keys stand beside one another."""
    if isinstance(tree, list):
        for item in tree:
            yield from _parts(item)
    elif isinstance(tree, dict) and len(tree) > 1:
        for key, value in tree.items():
            yield from _parts({key: value})
    elif isinstance(tree, dict) and isinstance(tree.get("all"), list):
        yield from _parts(tree["all"])
    elif isinstance(tree, dict) and isinstance(tree.get("none"), list):
        yield from ({"none": [one]} for one in tree["none"])
    else:
        yield tree


def _outcome(part: Any) -> str:
    inner = part.get("not", part) if isinstance(part, dict) else part
    return Outcome.ASK if isinstance(inner, dict) and set(inner) == {"ask"} else Outcome.DRAFTED


def of_version(lines: Iterable[Sketch], before: str, text: str) -> list[Sketch]:
    """What was approved, laid over the text of now: same words keep their sentence, others are marked for reading."""
    held = list(lines)
    if before == text:
        return held
    fresh = of_text(text)
    old = [one for one in held if one.start is not None]
    match = difflib.SequenceMatcher(None, [one.text for one in old], [one.text for one in fresh], autojunk=False)
    made: list[Sketch] = []
    for what, a1, a2, b1, b2 in match.get_opcodes():
        if what == "equal":
            made += [_moved(mine, new) for mine, new in zip(old[a1:a2], fresh[b1:b2], strict=True)]
        else:
            made += _altered(old[a1:a2], fresh[b1:b2])
    return [*made, *(one for one in held if one.start is None)]


def _moved(mine: Sketch, new: Sketch) -> Sketch:
    shift = (new.start or 0) - (mine.start or 0)
    marks = [[start + shift, end + shift, kind] for start, end, kind in mine.highlights]
    return replace(mine, start=new.start, end=new.end, highlights=marks, mark=Mark.SAME, was="")


def _altered(old: list[Sketch], new: list[Sketch]) -> Iterator[Sketch]:
    """Changed words come with those before and with the sentence a person had made of them; nothing stays settled."""
    for index, one in enumerate(new):
        if index < len(old) and difflib.SequenceMatcher(None, old[index].text, one.text).ratio() > 0.5:
            mine = old[index]
            kept = one if mine.author == Author.DRAFTER else replace(
                one, outcome=mine.outcome, sentence=mine.sentence, author=mine.author, written_by=mine.written_by)
            yield replace(kept, mark=Mark.CHANGED, was=mine.text, group=mine.group)
        else:
            yield replace(one, mark=Mark.NEW)
            if index < len(old):
                yield _gone(old[index])
    for mine in old[len(new):]:
        yield _gone(mine)


def _gone(mine: Sketch) -> Sketch:
    return replace(mine, start=None, end=None, highlights=[], mark=Mark.GONE, was=mine.text, settled_by=None,
                   settled_at=None)
