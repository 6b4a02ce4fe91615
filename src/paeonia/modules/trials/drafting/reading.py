"""One sentence of a line: what its claims say together, and whether something of it is left for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paeonia.modules.trials.drafting.doubts import EITHER, believed, framing, tangled, understood
from paeonia.modules.trials.drafting.narrowing import narrowed
from paeonia.modules.trials.drafting.patterns import Claim, Data
from paeonia.modules.trials.drafting.segments import SOFT, TURNS, Piece, Segment, pieces, segments, with_tails
from paeonia.modules.trials.drafting.tokens import Token

LONGEST = 150       # tokens; what is longer is prose
# Kinds of which one may stand for the other in `A or B`.
ILLS = frozenset({"comorbidity", "cardiac", "infection", "second_cancer", "brain", "pregnancy", "allergy"})
_MEASURED = frozenset({"at least", "at most", "more than", "less than"})
_ALTERNATIVES = frozenset({"stage", "metastasis"})


@dataclass(frozen=True)
class Reading:
    """What a sentence of a line says: data that must hold, whether something is left, and the words it came from."""

    data: tuple[Data, ...] = ()
    part: bool = False
    pieces: tuple[Piece, ...] = ()
    left: bool = False          # something in it was not read
    turned: bool = False        # it holds an exception or permission that may concern its neighbours
    kinds: tuple[str, ...] = ()


def read(tokens: Sequence[Token], side: str) -> Reading:
    """The sentence, or nothing of it."""
    if len(tokens) > LONGEST:
        return Reading(left=True, turned=any(token.tag in TURNS for token in tokens))
    excluded = any(token.tag == "EXCLUDED" for token in tokens)
    tokens = _without_reason(tokens)
    found = segments(pieces([token for token in tokens if token.tag != "EXCLUDED" and not _forbids(token, side)], side))
    if excluded and side != "exclusion":        # `pregnant women are excluded` among what is asked for
        if any(segment.negated for segment in found):
            return Reading(left=True, turned=True)
        for segment in found:
            segment.negated = True
    kinds = tuple(claim.kind for segment in found for claim in segment.claims)
    turned = any(token.tag in TURNS for segment in found for token in segment.left)
    if turned and side != "exclusion" and (spared := _unless(tokens)):
        return spared
    if turned or not kinds:
        left = any(token.tag not in SOFT for segment in found for token in segment.left)
        return Reading(left=left or turned, turned=turned, kinds=kinds)
    if side == "exclusion":
        _turn_round(found)
    return _read(found, side, kinds)


def _turn_round(found: list[Segment]) -> None:
    """`no active infection` among exclusions can only mean what it forbids; nor does `no` in an unread clause count."""
    for segment in found:
        if segment.negated and _ills(segment):
            segment.negated = False
    if found[0].claims and not found[0].negated:
        for segment in found:
            segment.negated = segment.negated and bool(segment.claims)


def _read(found: list[Segment], side: str, kinds: tuple[str, ...]) -> Reading:
    barred = [(side == "exclusion") != segment.negated for segment in found]
    if tangled(found, barred, side):
        return Reading(left=True, kinds=kinds)
    found, barred = with_tails(found, barred)
    found = narrowed(found, barred)
    known = believed(found, barred, [understood(s, bar, side) for s, bar in zip(found, barred, strict=True)])
    return _together(found, barred, known, kinds)


_REASONS = ("because", "due to", "given", "since", "as", "in view", "owing")


def _without_reason(tokens: Sequence[Token]) -> Sequence[Token]:
    """`are not eligible because of ...`: why they are not changes nothing."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "EXCLUDED"), 0)
    why = next((index for index in range(at + 1, len(tokens)) if tokens[index].text.startswith(_REASONS)), len(tokens))
    behind = {token.tag for token in tokens[at + 1:why]}
    return (
        tokens[: at + 1]
        if at
        and not behind & (TURNS | {"WITHIN", "DUR", "NEG", "CMP", "SET", "EXTENT", "COND", "AGENT", "SEX"})
        else tokens
    )


def _unless(tokens: Sequence[Token]) -> Reading | None:
    """`PTT <= 1.5 x ULN unless she receives an anticoagulant`: one or the other, where both can be said."""
    at = next((index for index, token in enumerate(tokens) if token.tag == "EXCEPT" and token.text.startswith("unless")), 0)
    rest = [token for token in tokens[at + 1:] if token.tag not in ("STOP", "IF")]
    if not at or any(token.tag in TURNS for token in rest):
        return None
    asked, spared = (
        read(
            [token for token in tokens[:at] if token.tag != "COMMA" or token is not tokens[at - 1]],
            "inclusion",
        ),
        pieces(rest),
    )
    if asked.part or len(asked.data) != 1 or "none" in asked.data[0] or len(spared) != 1 or not spared[0].claim:
        return None
    claim = spared[0].claim
    if claim.part or claim.weak or claim.only == "wanted":
        return None
    return Reading(({"any": [*asked.data, *claim.data]},), pieces=(*asked.pieces, *spared), kinds=(*asked.kinds, claim.kind))


def _ills(segment: Segment) -> bool:
    return bool(segment.claims) and all(claim.kind in ILLS and claim.only == "barred" for claim in segment.claims)


def _forbids(token: Token, side: str) -> bool:
    """`may not be receiving` among exclusions forbids; it does not turn the exclusion round."""
    return side == "exclusion" and token.tag == "NEG" and token.text.startswith(("may not", "must not", "cannot",
        "should not"))


def _together(found: list[Segment], barred: list[bool], known: list[bool], kinds: tuple[str, ...]) -> Reading:
    told = [(segment, bar) for segment, bar, one in zip(found, barred, known, strict=True) if one]
    strong = any(not claim.weak for segment, _ in told for claim in segment.claims)
    used = [(piece, bar) for segment, bar in told for piece in segment.pieces
            if piece.claim and not (bar and _idle(piece.claim, segment, strong))]
    forbidden = [one for piece, bar in used if bar and piece.claim for one in piece.claim.data]
    wanted = [one for piece, bar in used if not bar and piece.claim for one in _wanted(piece.claim)]
    if len({repr(one) for one in wanted if "disease_extent" in one}) > 1:
        return Reading(left=True, kinds=kinds)      # `locally advanced, non-resectable and metastatic`: which of them?
    part = not all(known) or _some_timed(wanted) or any(piece.claim.part for piece, _ in used if piece.claim) or any(
        token.tag not in SOFT for segment, _ in told for token in segment.left)
    if any(segment.joiner in EITHER for segment in found[1:]) and len(wanted) > 1 and _limits_open(told):
        return Reading(left=True, kinds=kinds)
    if any(segment.joiner in EITHER for segment in found[1:]) and len(wanted) > 1:
        named = {piece.claim.kind for piece, bar in used if not bar and piece.claim and not piece.claim.weak}
        if forbidden or len(named) > 1 and not named <= _ALTERNATIVES:
            return Reading(left=True, kinds=kinds)
        several = sum(not piece.claim.weak for piece, bar in used if not bar and piece.claim) > 1
        framed = [one for piece, bar in used if not bar and piece.claim and piece.claim.weak for one in piece.claim.data
                  if several or "sex" in one]
        rest = [one for one in wanted if one not in framed]
        wanted = [*framed, {"any": rest}] if len(rest) > 1 else wanted
    data = (*wanted, *(({"none": forbidden},) if forbidden else ()))
    return Reading(data, part, tuple(piece for piece, _ in used), left=part, kinds=kinds)


def _some_timed(wanted: Sequence[Data]) -> bool:
    """`neutrophils > 1.5, platelets > 100, haemoglobin > 9 within 21 days`: all of them within that time, perhaps."""
    timed = ["within" in test for one in wanted for test in one.values() if isinstance(test, dict) and _MEASURED & set(test)]
    return len(timed) > 1 and timed[-1] and not all(timed)


def _limits_open(told: Sequence[tuple[Segment, bool]]) -> bool:
    """`platelets > 100, bilirubin < 2, creatinine < 1.8 or clearance > 60`: which of them are one of two?"""
    measured = [
        segment
        for segment, bar in told
        if not bar and any(claim.kind == "organ_function" for claim in segment.claims)
    ]
    return len(measured) > 2 and any(segment.joiner in ("COMMA", "AND") for segment in measured[1:])


def _idle(claim: Claim, segment: Segment, strong: bool) -> bool:
    return claim.weak and strong or framing(claim, segment.claims)


def _wanted(claim: Claim) -> list[Data]:
    if claim.joined == "any" and len(claim.data) > 1:
        return [{"any": list(claim.data)}]
    return list(claim.data)
