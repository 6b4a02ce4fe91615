"""The reader's door: a whole text of eligibility in, every line of it out, drafted or asked but never dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from paeonia.criteria.nodes import Node
from paeonia.modules.trials.drafting import special_lines
from paeonia.modules.trials.drafting.doubts import SAYABLE
from paeonia.modules.trials.drafting.folding import Folded
from paeonia.modules.trials.drafting.found import DraftedLine, Highlight
from paeonia.modules.trials.drafting.guard_sentences import guarded, only_guards
from paeonia.modules.trials.drafting.guards import forbidden
from paeonia.modules.trials.drafting.lexer import tokens as tokens_of
from paeonia.modules.trials.drafting.lexicon import lexicon
from paeonia.modules.trials.drafting.narrowing import within_span
from paeonia.modules.trials.drafting.questions import kind_of, question
from paeonia.modules.trials.drafting.sections import ARM, BULLET, Where, title
from paeonia.modules.trials.drafting.sentences import gathered
from paeonia.modules.trials.drafting.settling import settled
from paeonia.modules.trials.drafting.tidy import tidied
from paeonia.modules.trials.drafting.tokens import JOINERS, Token
from paeonia.modules.trials.drafting.whole_lines import active_brain, may_be_stable, whole
from paeonia.record.dictionary import Dictionary

LONGEST_LINE = 4000  # characters; a line beyond that is prose, and a person reads it
# Kinds that are never one of several alternatives; meeting one ends a list of alternatives.
_ALONE = frozenset({"age", "performance", "life_expectancy", "pregnancy", "organ_function", "cardiac"})
# Words of a question that only a person can answer, whatever else stands in the line.
_PERSONS = frozenset({"ASKED", "JUDGE", "ADEQUATE"})
_TAKEN_BACK = ("exception", "except", "unless", "however", "例外", "除外")  # what begins the line below an exclusion
_ONLY_DRUGS = frozenset({"AGENT", "RADIO", "COMMA", "OR", "AND", "STOP", "EXAMPLES"})
_NOT_ON_RECORD = ("suspect", "疑似", "可疑")     # who is only suspected of an illness has none on record
_DONE = frozenset({"AGENT", "RADIO", "PROC"})   # below a heading that says what about them
_ONE_OF = re.compile(r"(?:one|any|either) of the following|following (?:sub)?types", re.I)
_BESIDE_CONSENT = frozenset({"age", "sex", "performance", "life_expectancy"})   # `18 or older and able to consent`
_MUST = frozenset({"must", "should", "shall", "须", "必须", "应"})
_BELOW_NONE = frozenset({"comorbidity", "cardiac", "infection", "brain", "second_cancer"})
_SHARING = frozenset({"comorbidity", "cardiac", "infection", "prior_therapy", "radiotherapy", "surgery", "washout"})


def draft(text: str | Iterable[str], dictionary: Dictionary) -> tuple[DraftedLine, ...]:
    """Read a text, or its lines, in order; spans count in the text, lines being joined by a line break."""
    whole = text if isinstance(text, str) else "\n".join(line.replace("\n", " ").replace("\r", " ") for line in text)
    drafter = _Drafter(dictionary)
    made: list[DraftedLine] = []
    at = 0
    for number, line in enumerate(whole.split("\n")):
        made.append(drafter.line(number, at, line))
        at += len(line) + 1
    return tuple(drafter.reconsidered(made))


@dataclass(frozen=True)
class _Told:
    """A sentence that the language accepts, and what it came from."""

    data: dict[str, Any]
    node: Node
    part: bool
    highlights: tuple[Highlight, ...]
    kinds: tuple[str, ...]
    guarded: bool = False


class _Drafter:
    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.lexicon = lexicon(dictionary)
        self.agents = dictionary.codelists.get("agents")
        self.where = Where()
        self.pending = False  # the line before ended in `or`
        self.musts: list[int] = []  # where the line says `must`

    def line(self, number: int, at: int, line: str) -> DraftedLine:
        """One line, in the place where the lines before it have put it."""
        base = DraftedLine(number, at, at + len(line), line, "remark", self.where.side, self.where.topic)
        if not line.strip():
            return base
        found = title(line, self.where) if len(line) <= LONGEST_LINE else None
        after = 0
        if found:
            changed = found.where != self.where
            self.where = found.where
            base = replace(base, side=self.where.side, topic=self.where.topic)
            if found.after >= len(line.rstrip()):
                self.pending = False if changed else self.pending
                return replace(base, outcome="remark" if found.remark else "heading")
            after = found.after
        if len(line) > LONGEST_LINE:
            return self._asked(base, "other")
        bullet = BULLET.match(line[after:])
        after += bullet.end() if bullet else 0
        plain, row = tokens_of(line[after:], self.lexicon)
        return self._criterion(base, plain, row, after)

    def reconsidered(self, made: list[DraftedLine]) -> list[DraftedLine]:
        """`No other anticancer therapy`, and on the next line `Trastuzumab allowed`: the first says too much on its own."""
        for index in range(1, len(made)):
            line, before = made[index], made[index - 1]
            if before.outcome == "drafted" and line.text.lstrip(" -*•").lower().startswith(_TAKEN_BACK):
                made[index - 1] = self._active_only(before, line) or self._taken_back(before)
            if line.outcome != "remark" or before.outcome != "drafted" or before.kind not in _SHARING:
                continue
            row = tokens_of(line.text[:LONGEST_LINE], self.lexicon)[1]
            drugs = {token.value for token in row if token.tag == "AGENT"}
            if (
                any(token.tag == "ALLOWED" for token in row)
                and self.agents
                and any(above in str(before.sentence) for drug in drugs for above in (drug, *self.agents.above(drug)))
            ):
                made[index - 1] = self._taken_back(before)
        return made

    def _taken_back(self, before: DraftedLine) -> DraftedLine:
        """What a line said is no longer sure; where only a person may exclude, an exception changes nothing."""
        kept = only_guards(before.sentence) if before.guarded else None
        accepted = settled(kept, self.dictionary) if kept else None
        if accepted is not None:
            return replace(before, sentence=accepted[0], node=accepted[1])
        plain = replace(before, sentence=None, node=None, part=False, guarded=False, highlights=())
        return self._asked(plain, before.kind)

    def _active_only(self, before: DraftedLine, line: DraftedLine) -> DraftedLine | None:
        """`Brain metastases`, and below it `Exception: if treated and stable`: those that are active are forbidden."""
        row = tokens_of(line.text[:LONGEST_LINE], self.lexicon)[1]
        found = active_brain(before.sentence) if before.kind == "brain" and may_be_stable(row) else None
        accepted = settled(found, self.dictionary) if found else None
        if accepted is None:
            return None
        asked = question(before.kind, before.text, before.side, rest=True)
        return replace(before, sentence=accepted[0], node=accepted[1], part=True, question=asked)

    def _criterion(self, base: DraftedLine, plain: Folded, row: list[Token], after: int) -> DraftedLine:
        clean = tidied(row, self.agents)
        self.musts = [token.start for token in row if token.text.split(" ")[0] in _MUST and token.tag != "NEG"]
        kind = kind_of(clean)
        ends_open = bool(row) and row[-1].tag in ("OR", "ANDOR") and base.side != "exclusion"
        pending, self.pending = self.pending, ends_open
        if special_lines.remark(clean):
            return replace(base, outcome="remark", kind=kind)
        sentences = _sentences(clean)
        if all(special_lines.allowed(one) for one in sentences) or (self.where.allowed and _names_only(clean)):
            return replace(base, outcome="remark", kind=kind)
        told = self._here(sentences, plain, base.start + after, base.side, row)
        if kind == "consent" and not (told and self._beside_consent(told, base, clean, len(sentences))):
            told = None
        apart = self.where.arm or bool(ARM.search(base.text)) or pending or ends_open
        told, shared = self._in_place(told, base, clean, len(sentences), apart)
        cancer = told is not None and set(told.kinds) == {"sex"} and any(token.tag == "BREASTCA" for token in clean)
        if (told is None or cancer) and kind != "consent" and not (shared or apart or self.where.choice):
            told = self._whole(clean, plain, base.start + after, base.side) or told
        told = self._guarded(told, _with_genus(row, sentences), row, base, plain, after, apart or kind == "consent") or told
        if told is None:
            return self._asked(base, kind, () if shared else clean)
        if self.where.choice and base.side != "exclusion":
            self.where = replace(self.where, choice=False)
        kind = (
            told.kinds[0] if len(set(told.kinds)) == 1 else next((k for k in told.kinds if k != "sex"), told.kinds[0])
        )
        return replace(
            base,
            outcome="drafted",
            kind=kind,
            sentence=told.data,
            node=told.node,
            part=told.part,
            guarded=told.guarded,
            highlights=told.highlights,
            question=question(kind, base.text, base.side, rest=True) if told.part else None,
        )

    def _in_place(
        self, told: _Told | None, base: DraftedLine, clean: Sequence[Token], sentences: int, apart: bool
    ) -> tuple[_Told | None, bool]:
        """What of it may be drafted here, and whether it was understood but belongs to its neighbours: a person says how."""
        if told is None or self._out_of_place(told, base, clean, sentences):
            return None, False
        if self.where.window and self.where.span and not apart and (spanned := self._spanned(told)):
            return spanned, False
        return (None, True) if apart or self._shared(told, base.side, clean) else (told, False)

    def _guarded(
        self, told: _Told | None, sentences: list[list[Token]], row: Sequence[Token], base: DraftedLine, plain: Folded,
        after: int, out: bool,
    ) -> _Told | None:
        """What was drafted of the line, and the rest asked of those only who have what it forbids."""
        read = [token for one in sentences for token in one]
        if out or told is not None and not (told.part and set(told.data) == {"none"}) or self._elsewhere(read, base):
            return None
        things = forbidden(sentences, row, base.side)
        side = "exclusion" if any(token.tag == "EXCLUDED" for token in row) else base.side     # `... are not eligible`
        data = guarded(told.data if told else None, things, base.text, side, self.dictionary)
        accepted = settled(data, self.dictionary) if data else None
        if data is None or accepted is None or accepted[0] != data:
            return None
        kind = kind_of(read) or "other"
        at = base.start + after
        first, last = at + plain.at[read[0].start], at + plain.span(read[-1].start, read[-1].end)[1]
        marks = told.highlights if told else (Highlight(first, last, kind),)
        return _Told(data, accepted[1], True, marks, told.kinds if told else (kind,), guarded=True)

    def _elsewhere(self, read: Sequence[Token], base: DraftedLine) -> bool:
        """The line goes on in another, or another says what about it; or what it is about is on no record."""
        where, lower = self.where, base.text.lower()
        other = base.side != "exclusion" and (where.barred or where.choice) or lower.lstrip(" -*•").startswith(_TAKEN_BACK)
        if not read or other or any(word in lower for word in _NOT_ON_RECORD):
            return True
        return read[-1].tag in JOINERS or where.below and bool({token.tag for token in read} & _DONE)

    def _here(
        self, sentences: list[list[Token]], plain: Folded, at: int, side: str, row: Sequence[Token]
    ) -> _Told | None:
        """What the line says in its place: below `none of the following:` it forbids."""
        told = self._told(sentences, plain, at, side)
        if self.where.barred:
            over = told is not None or bool(sentences) and sentences[0][0].tag == "NEG"
            forbidden = None if over else self._told(sentences, plain, at, "exclusion")
            if forbidden and set(forbidden.kinds) <= _BELOW_NONE:
                told = forbidden
            if over:
                self.where = replace(self.where, barred=False)
        earlier = any("history" in token.text for token in row)
        if told and earlier and "'invasive': True" in str(told.data):  # of an earlier cancer, not of this one
            return None
        return told

    def _shared(self, told: _Told, side: str, clean: Sequence[Token]) -> bool:
        """The line is one of several alternatives, or shares a window that stands in the heading above it."""
        kinds = set(told.kinds)
        if self.where.choice and side != "exclusion":
            negated = bool(clean) and clean[0].tag == "NEG"
            return not (kinds <= _ALONE or negated) or any(
                "fsh" in str(told.data) or "estradiol" in str(told.data) for _ in (1,)
            )
        if self.where.window and (not kinds & _SHARING or "within" in str(told.data)):
            self.where = replace(self.where, window=False)  # it has a window of its own, so the heading's is over
        return self.where.window

    def _beside_consent(self, told: _Told, base: DraftedLine, clean: Sequence[Token], sentences: int) -> bool:
        """`18 or older and able to consent` says an age; `if younger than 18, the parents consent` says none."""
        alone = sentences == 1 and base.side != "exclusion" and not any(token.tag == "IF" for token in clean)
        return alone and set(told.kinds) <= _BESIDE_CONSENT

    def _out_of_place(self, told: _Told, base: DraftedLine, clean: Sequence[Token], sentences: int) -> bool:
        """One of several that a line lists, or a drug of which only the heading above says what about it."""
        if base.side != "exclusion":    # `... of the following subtypes: (1) ...; (2) ...`
            several = sentences > 1 and _ONE_OF.search(base.text)
            return bool(several) and not set(told.kinds) <= {"sex", "menopausal", "contraception"}
        return self.where.below and {token.tag for token in clean} <= _ONLY_DRUGS

    def _spanned(self, told: _Told) -> _Told | None:
        """Below `any of the following within 6 months:` what is forbidden has that window, if it has none of its own."""
        if not set(told.kinds) <= _SHARING or "none" not in told.data:
            return None
        found = settled({"none": [within_span(one, self.where.span) for one in told.data["none"]]}, self.dictionary)
        return replace(told, data=found[0], node=found[1], part=True) if found else None

    def _asked(self, base: DraftedLine, kind: str, row: Sequence[Token] = ()) -> DraftedLine:
        """A question, unless the line names what the language knows: then it could be said, and was not understood."""
        tags = {token.tag for token in row}
        if tags & SAYABLE and not tags & _PERSONS:
            return replace(base, outcome="not_understood", kind=kind)
        kind = kind or "other"
        return replace(base, outcome="ask", kind=kind, question=question(kind, base.text, base.side))

    def _told(self, sentences: list[list[Token]], plain: Folded, at: int, side: str) -> _Told | None:
        read = gathered(sentences, side, self.musts, self.agents)
        whole = read.whole(len(sentences)) if read else None
        found = settled(whole, self.dictionary) if whole else None
        if read is None or found is None:
            return None
        marks = tuple(Highlight(at + plain.at[first.start], at + plain.span(last.start, last.end)[1], kind)
                      for first, last, kind in read.spans)
        return _Told(found[0], found[1], read.part or found[2], marks, tuple(read.kinds))

    def _whole(self, clean: Sequence[Token], plain: Folded, at: int, side: str) -> _Told | None:
        alone = special_lines.breast_cancer(clean, side)
        found = ("histology", alone) if alone else whole(clean, side)
        accepted = settled(found[1], self.dictionary) if found else None
        if found is None or accepted is None:
            return None
        start, end = plain.at[clean[0].start], plain.span(clean[-1].start, clean[-1].end)[1]
        return _Told(found[1], accepted[1], True, (Highlight(at + start, at + end, found[0]),), (found[0],))


def _apart(row: Sequence[Token]) -> list[Token]:
    """A bracket that permits something is a sentence of its own."""
    made = list(row)
    for start, token in enumerate(made):
        if token.tag != "LP":
            continue
        end = next((at for at in range(start + 1, len(made)) if made[at].tag in ("RP", "LP")), len(made))
        inner = {one.tag for one in made[start:end]}
        if "ALLOWED" in inner and not inner & {"EXCEPT", "MINOR", "CANCER"} and (end == len(made) or made[end].tag == "RP"):
            made[start] = replace(token, tag="STOP")
            if end < len(made):
                made[end] = replace(made[end], tag="STOP")
    return made


def _sentences(row: Sequence[Token]) -> list[list[Token]]:
    row = _apart(row)
    made: list[list[Token]] = [[]]
    for index, token in enumerate(row):
        if token.tag == "STOP" and index + 1 < len(row) and row[index + 1].tag in ("EXCEPT", "IF"):
            continue  # `prior malignancy; except for ...`
        if token.tag == "STOP" and token.text == ";" and index + 1 < len(row) and row[index + 1].tag in ("CMP", "ULN") and (
                row[index - 1].tag in ("ULN", "RP", "BRAINMETS")):
            continue  # `AST <= 3 x ULN; <= 5 x ULN with liver metastases`
        made[-1].append(token)
        if token.tag == "STOP":
            made.append([])
    return [one for one in made if any(token.tag != "STOP" for token in one)]


def _with_genus(row: Sequence[Token], sentences: list[list[Token]]) -> list[list[Token]]:
    """The sentences with what stood before `such as`, which a reader of members leaves out."""
    first = sentences[0][0].start if sentences else 0
    lost = [token for token in row if token.start < first and token.tag not in ("FILL", "METHOD")]
    return [[*lost, *sentences[0]], *sentences[1:]] if lost else sentences


def _names_only(row: Sequence[Token]) -> bool:
    return {token.tag for token in row} <= {
        "AGENT",
        "RADIO",
        "PROC",
        "SET",
        "OR",
        "AND",
        "COMMA",
        "STOP",
        "W",
        "GEN",
        "PRIOR",
        "LP",
        "RP",
        "ASKED",
    }
