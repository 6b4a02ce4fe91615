"""What the sentences of a line say together: some add to one another, some take back, some let in, some only explain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from paeonia.modules.trials.drafting import special_lines
from paeonia.modules.trials.drafting.demands_of_some import conditional, of_some, of_those
from paeonia.modules.trials.drafting.narrowing import going_on, sparing
from paeonia.modules.trials.drafting.questions import concerns
from paeonia.modules.trials.drafting.reading import Reading, read
from paeonia.modules.trials.drafting.tokens import Token
from paeonia.record.codes import Codelist

Data = dict[str, Any]


@dataclass
class Gathered:
    """What was read so far of a line."""

    side: str
    musts: list[int]
    agents: Codelist | None
    data: list[Data] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    spans: list[tuple[Token, Token, str]] = field(default_factory=list)
    part: bool = False
    turned: bool = False        # a sentence demands something of some only, and it cannot be said of whom
    doubtful: list[Sequence[Token]] = field(default_factory=list)
    permitted: set[str] = field(default_factory=set)

    @property
    def frees(self) -> bool:
        """It is about contraception, whose alternatives are read as one."""
        return "contraception" in self.kinds

    def whole(self, sentences: int) -> Data | None:
        """All of it as one sentence; None where something in the line may take back what another part said."""
        if any(drug in str(item) for item in self.data if "none" not in item for drug in self.permitted):
            return None         # what is permitted is not demanded as well
        if "second_cancer" in self.kinds and sentences > 1:
            return None         # what follows may go on with the exceptions
        if not self.data or self.turned or any(concerns(one, set(self.kinds)) for one in self.doubtful):
            return None
        return self.data[0] if len(self.data) == 1 else {"all": self.data}

    def takes_back(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """The sentence only lets in some of what the others forbid."""
        if not reading.turned or not self.data:
            return False
        if self.side == "exclusion" and special_lines.if_stopped(tokens):
            self.data = [going_on(item) for item in self.data]      # `... are eligible if this therapy is discontinued`
            return True
        drugs = special_lines.lets_in(tokens)
        if drugs:
            self.permitted |= drugs
            self.data = sparing(self.data, drugs, self.agents)      # `... Bisphosphonates are permitted.`
            self.turned = self.turned or not self.data
        return bool(drugs)

    def add(self, tokens: Sequence[Token], reading: Reading, kind: str) -> None:
        """What a sentence says, beside what the others said."""
        asked = of_those(reading, self.musts) if self.side != "exclusion" and conditional(reading, self.musts) else None
        if asked:
            reading = replace(reading, data=(asked,), part=True)
        elif conditional(reading, self.musts):
            self.turned = True
        if reading.turned:
            self.doubtful.append(tokens)
        self.part = self.part or reading.part or reading.left and not reading.data
        self.data += [item for item in reading.data if item not in self.data]
        self.kinds += reading.kinds if reading.data else ()
        self.spans += [(tokens[0], tokens[-1], kind)] if kind else [
            (piece.tokens[0], piece.tokens[-1], piece.claim.kind) for piece in reading.pieces if piece.claim]


def gathered(sentences: list[list[Token]], side: str, musts: list[int], agents: Codelist | None) -> Gathered | None:
    """The sentences of a line; None where one of them is an alternative to another."""
    made = Gathered(side, musts, agents)
    for index, tokens in enumerate(sentences):
        free = special_lines.contraception(tokens, side)
        reading = Reading((free,), True, kinds=("contraception",)) if free else read(tokens, side)
        if _idle(tokens, reading, index, musts):
            made.part = True
        elif index and side != "exclusion" and tokens[0].tag in ("OR", "ANDOR") and not free and not made.frees:
            return None         # `...; or HER2-positive disease`: one of two
        elif made.takes_back(tokens, reading):
            made.part = True
        else:
            made.add(tokens, reading, "contraception" if free else "")
    return made


def _idle(tokens: Sequence[Token], reading: Reading, index: int, musts: list[int]) -> bool:
    """A sentence that asks nothing of its own of everybody."""
    if special_lines.defines(tokens, first=not index):
        return True             # `HER2-positive is defined as 3+ staining`
    if not index:               # `Patients of 60 and older must have an echocardiogram`
        return set(reading.kinds) - {"sex"} == {"age"} and of_some(reading, musts[:1])
    if reading.part and set(reading.kinds) <= {"sex", "histology"}:
        return True             # `...; or male condom`
    within = [must for must in musts if tokens[0].start <= must < tokens[-1].end]
    return of_some(reading, within)     # `Those with IHC 2+ must have a negative FISH`
