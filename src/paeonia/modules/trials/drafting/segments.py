"""A sentence cut into claims and the tokens between them, and these into the segments that joiners part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paeonia.modules.trials.drafting.kinds.therapy import ALONE
from paeonia.modules.trials.drafting.patterns import Claim, Row
from paeonia.modules.trials.drafting.rules import RULES
from paeonia.modules.trials.drafting.tokens import JOINERS, Token

# May stand beside a claim without changing it.
SOFT = frozenset({"PRIMARY", "PREPOSTANY", "BREASTCA", "DISEASE", "COLON", "ANCHOR", "STOP", "INVASIVE", "EQ",
    "MENOSTATUS", "MEANWHILE",
                  "TEST"})
# Turns what stands beside it into something else; a sentence with one of these left over is not drafted.
TURNS = frozenset({"EXCEPT", "IF", "ALLOWED", "JUDGE", "UNCLEAR", "REMARK"})
_NUMBERS = frozenset({"CMP", "NUM", "QTY", "ULN"})
# A bracket of nothing but names tells what the class before it consists of.
_NAMED = frozenset({"LP", "RP", "AGENT", "RADIO", "COND", "COMMA", "OR", "AND", "ANDOR", "SLASH", "GEN", "OTHER"})


@dataclass(frozen=True)
class Piece:
    """A claim with the tokens it came from, or (`claim` None) a token that no rule took."""

    claim: Claim | None
    tokens: tuple[Token, ...]

    @property
    def tag(self) -> str:
        """The tag of a token that no rule took; a claim has none."""
        return "" if self.claim else self.tokens[0].tag

    @property
    def frames(self) -> bool:
        """It says whom the sentence is about rather than what is asked."""
        return self.claim.weak if self.claim else self.tag in SOFT


@dataclass
class Segment:
    """What stands between two joiners."""

    joiner: str
    pieces: list[Piece] = field(default_factory=list)
    negated: bool = False

    @property
    def claims(self) -> list[Claim]:
        """Its claims, in order."""
        return [piece.claim for piece in self.pieces if piece.claim]

    @property
    def left(self) -> list[Token]:
        """The tokens that no rule took."""
        return [token for piece in self.pieces if not piece.claim for token in piece.tokens]


def pieces(tokens: Sequence[Token], side: str = "") -> list[Piece]:
    """The tokens with every stretch replaced by the longest claim that begins there."""
    row = Row.of(tokens)
    if side == "exclusion" and (found := row.match(ALONE, 0)) and (claim := ALONE.build(found[1])):
        return [Piece(claim, tuple(tokens))]
    made: list[Piece] = []
    index = 0
    while index < len(tokens):
        best: tuple[int, Claim] | None = None
        for rule in RULES:
            found = row.match(rule, index)
            if found and (best is None or found[0] > best[0]):
                claim = rule.build(found[1])
                best = (found[0], claim) if claim else best
        after = best[0] if best else index + 1
        made.append(Piece(best[1] if best else None, tuple(tokens[index:after])))
        index = after
    return _brackets(made)


def _brackets(found: list[Piece]) -> list[Piece]:
    """A bracket that is left over is one thing: its words belong together and to what stands before it."""
    made: list[Piece] = []
    opened: list[int] = []
    for piece in found:
        if piece.tag == "LP":
            opened.append(len(made))
        made.append(piece)
        if piece.tag == "RP" and opened:
            start = opened.pop()
            made[start:] = _closed(made[start:])
    return made


def _closed(inner: list[Piece]) -> list[Piece]:
    if (
        len(inner) > 2
        and not all(one.claim and "metastasis" in repr(one.claim.data) for one in inner[1:-1])
        and all(one.claim or one.tag in SOFT | {"COMMA", "AND"} for one in inner[1:-1])
    ):
        return inner[1:-1]
    whole = tuple(token for one in inner for token in one.tokens)
    return [Piece(None, (Token(_bracket(inner, {token.tag for token in whole}), whole, whole[0].start, whole[-1].end),))]


def _bracket(inner: list[Piece], tags: set[str]) -> str:
    """TURN may change what stands before it, SPAN has a time, NAMES lists members, NOTE says more, ASIDE is words."""
    if tags & TURNS or inner[1].tag in ("OR", "ANDOR", "NEG", "AND") or tags & _NUMBERS:
        return "TURN"
    if tags & {"DUR", "RDUR"}:
        return "SPAN"
    if tags <= _NAMED:
        return "NAMES"
    return "NOTE" if any(one.claim for one in inner) or tags & {"OR", "NEG"} else "ASIDE"


def _has_had(piece: Piece) -> bool:
    """`has had no prior ...`: the verb of what is denied behind it."""
    return piece.tag == "RECEIVED" and piece.tokens[0].text.startswith(("has", "have"))


def _who(piece: Piece) -> bool:
    """`women of childbearing potential must not be pregnant`: who is meant."""
    return piece.claim is not None and piece.claim.data == ({"childbearing_potential": True},)


def segments(found: Sequence[Piece]) -> list[Segment]:
    """Split at joiners that no claim took; `no` at the head of one reaches over those behind it."""
    made = [Segment("")]
    negated = False
    for piece in found:
        if piece.tag in JOINERS:
            if made[-1].pieces or made[-1].negated:
                made.append(Segment(piece.tag, negated=negated))
            elif made[-1].joiner in ("", "COMMA"):
                made[-1].joiner = piece.tag
            continue
        if piece.tag == "NEG" and all(one.frames or _has_had(one) or _who(one) for one in made[-1].pieces):
            made[-1].pieces = [one for one in made[-1].pieces if one.frames]
            if made[-1].pieces:     # `women with no prior chemotherapy`: who is meant, then what is forbidden
                made.append(Segment("AND"))
            negated = made[-1].negated = True
            continue
        made[-1].pieces.append(piece)
    telling = [one for one in made if one.claims or not all(p.frames and p.tag != "PRIMARY" for p in one.pieces)]
    return telling or [segment for segment in made if segment.pieces]


def with_tails(found: Sequence[Segment], barred: Sequence[bool]) -> tuple[list[Segment], list[bool]]:
    """`measurable disease on CT or MRI`: what a joiner adds to the words behind a demand belongs to those words."""
    made: list[Segment] = []
    sides: list[bool] = []
    for segment, bar in zip(found, barred, strict=True):
        worded = not segment.claims and not any(token.tag in ("NOTE", "TURN", "SPAN", "NAMES") for token in segment.left)
        if made and not bar and not sides[-1] and worded and segment.joiner != "AND" and _has_tail(made[-1]):
            made[-1] = Segment(made[-1].joiner, [*made[-1].pieces, *segment.pieces], made[-1].negated)
            continue
        made.append(segment)
        sides.append(bar)
    return made, sides


def _has_tail(segment: Segment) -> bool:
    return bool(segment.claims) and segment.pieces[-1].claim is None and segment.pieces[-1].tag not in SOFT
