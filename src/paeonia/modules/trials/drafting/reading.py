"""One sentence of a line: rules are looked for, what they left over decides whether they may be believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from paeonia.modules.trials.drafting.patterns import Claim, Data, Row
from paeonia.modules.trials.drafting.rules import RULES
from paeonia.modules.trials.drafting.tokens import JOINERS, Token

LONGEST = 150       # tokens; what is longer is prose
# May stand beside a claim without changing it.
_SOFT = frozenset({"PRIMARY", "PREPOSTANY", "BREASTCA", "DISEASE", "COLON", "ANCHOR", "STOP", "INVASIVE", "EQ", "MENOSTATUS", "TEST"})
# Turns what stands beside it into something else; a sentence with one of these left over is not drafted.
_TURNS = frozenset({"EXCEPT", "IF", "ALLOWED", "JUDGE", "UNCLEAR", "REMARK"})
_INSIDE_BRACKETS = _TURNS | {"OR", "CMP", "NUM", "QTY", "ULN", "DUR", "NEG"}
_ALTERNATIVES = frozenset({"stage", "metastasis"})
_THERAPY = frozenset({"prior_therapy", "washout", "radiotherapy", "surgery"})
_ADJECTIVES = frozenset({"SEVERE", "ACTIVE", "UNCONTROLLED", "SYMPTOMATIC", "PLANNED", "UNTREATED"})
SAYABLE = frozenset({"LAB", "REC", "AGENT", "RADIO", "COND", "EXTENT", "STAGE", "BRAINMETS", "AGE", "ECOG", "PREG", "LACT", "GENE", "METS",
                      "TCODE", "NCODE", "IHC", "HIST", "CANCER", "MEAS", "TNBC", "ULN", "QTY", "SITE", "TRIAL", "AGED"})
# Claims about a number or a name of their own: words behind them do not change what they say.
_SOLID = frozenset({"organ_function", "performance", "age", "life_expectancy", "cardiac", "measurable"})


@dataclass(frozen=True)
class Piece:
    """A claim with the tokens it came from, or (`claim` None) a token that no rule took."""

    claim: Claim | None
    tokens: tuple[Token, ...]


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


@dataclass(frozen=True)
class Reading:
    """What a sentence of a line says: data that must hold, whether something is left, and the words it came from."""

    data: tuple[Data, ...] = ()
    part: bool = False
    pieces: tuple[Piece, ...] = ()
    left: bool = False          # something in it was not read
    turned: bool = False        # it holds an exception or permission that may concern its neighbours
    kinds: tuple[str, ...] = ()


def pieces(tokens: Sequence[Token]) -> list[Piece]:
    """The tokens with every stretch replaced by the longest claim that begins there."""
    row = Row.of(tokens)
    made: list[Piece] = []
    index = 0
    while index < len(tokens):
        best: tuple[int, Claim] | None = None
        for rule in RULES:
            found = row.match(rule, index)
            if found and (best is None or found[0] > best[0]):
                claim = rule.build(found[1])
                if claim:
                    best = (found[0], claim)
        if best:
            made.append(Piece(best[1], tuple(tokens[index:best[0]])))
            index = best[0]
        else:
            made.append(Piece(None, (tokens[index],)))
            index += 1
    return _brackets(made)


def _brackets(found: list[Piece]) -> list[Piece]:
    """A bracket that is left over is one thing: its words belong together and to what stands before it."""
    made: list[Piece] = []
    stack: list[int] = []
    for piece in found:
        tag = piece.tokens[0].tag if piece.claim is None else ""
        if tag == "LP":
            stack.append(len(made))
        made.append(piece)
        if tag == "RP" and stack:
            start = stack.pop()
            inner = made[start:]
            if all(one.claim or one.tokens[0].tag in _SOFT | {"COMMA", "AND"} for one in inner[1:-1]) and len(inner) > 2:
                made[start:] = inner[1:-1]
                continue
            whole = tuple(token for one in inner for token in one.tokens)
            turns = any(token.tag in _INSIDE_BRACKETS for token in whole) or any(one.claim for one in inner)
            made[start:] = [Piece(None, (Token("TURN" if turns else "ASIDE", None, whole[0].start, whole[-1].end),))]
    return made


def segments(found: Sequence[Piece]) -> list[Segment]:
    """Split at joiners that no claim took; `no` at the head of one reaches over those behind it."""
    made = [Segment("")]
    negated = False
    for piece in found:
        tag = piece.tokens[0].tag if piece.claim is None else ""
        if tag in JOINERS:
            if made[-1].pieces or made[-1].negated:
                made.append(Segment(tag, negated=negated))
            elif made[-1].joiner in ("", "COMMA"):
                made[-1].joiner = tag
            continue
        if tag == "NEG" and all(_frames(one) for one in made[-1].pieces):
            if made[-1].pieces:     # `women with no prior chemotherapy`: who is meant, then what is forbidden
                made.append(Segment("AND"))
            negated = made[-1].negated = True
            continue
        made[-1].pieces.append(piece)
    return [segment for segment in made if segment.claims or not all(
        _frames(piece) and piece.tokens[0].tag != "PRIMARY" for piece in segment.pieces)] \
        or [segment for segment in made if segment.pieces]


def _forbids(token: Token) -> bool:
    """`may not be receiving` among exclusions forbids; it does not turn the exclusion round."""
    return token.tag == "NEG" and token.text.startswith(("may not", "must not", "cannot", "should not"))


def _frames(piece: Piece) -> bool:
    return piece.claim.weak if piece.claim else piece.tokens[0].tag in _SOFT


def read(tokens: Sequence[Token], side: str) -> Reading:
    """The sentence, or nothing of it."""
    if len(tokens) > LONGEST:
        return Reading(left=True, turned=any(token.tag in _TURNS for token in tokens))
    excluded = any(token.tag == "EXCLUDED" for token in tokens)
    found = segments(pieces([token for token in tokens if token.tag != "EXCLUDED" and not (side == "exclusion" and _forbids(token))]))
    if excluded and side != "exclusion":        # `pregnant women are excluded` among what is asked for
        if any(segment.negated for segment in found):
            return Reading(left=True, turned=True)
        for segment in found:
            segment.negated = True
    kinds = tuple(claim.kind for segment in found for claim in segment.claims)
    turned = any(token.tag in _TURNS for segment in found for piece in segment.pieces if not piece.claim for token in piece.tokens)
    if turned or not kinds:
        left = any(piece.tokens[0].tag not in _SOFT for segment in found for piece in segment.pieces if not piece.claim)
        return Reading(left=left or turned, turned=turned, kinds=kinds)
    barred = [side == "exclusion" and not s.negated or side != "exclusion" and s.negated for s in found]
    if _tangled(found, barred, side):
        return Reading(left=True, kinds=kinds)
    known = [_understood(segment, bar, side) for segment, bar in zip(found, barred, strict=True)]
    known = _believed(found, barred, known)
    return _together(found, barred, known, kinds)


def _tangled(found: list[Segment], barred: list[bool], side: str) -> bool:
    """`A, not B, and C`: nobody can tell how far the `not` reaches; nor what `A, not B` among exclusions lets through."""
    if len(set(barred)) < 2:
        return False
    first = next(index for index, segment in enumerate(found) if segment.negated)
    return side == "exclusion" or any(segment.joiner == "AND" for segment in found[first + 1:])


def _understood(segment: Segment, barred: bool, side: str) -> bool:
    claims = segment.claims
    if not claims or (side == "exclusion" and segment.negated and any(claim.only for claim in claims)):
        return False
    for claim in claims:
        if claim.only == "wanted" and barred or claim.only == "barred" and not barred:
            return False
    if side == "exclusion" and segment.negated and any(c.kind not in ("measurable", "menopausal", "sex") for c in claims):
        return False
    last = max(index for index, piece in enumerate(segment.pieces) if piece.claim)
    for index, piece in enumerate(segment.pieces):
        if piece.claim:
            continue
        tag = piece.tokens[0].tag
        if tag in _SOFT or (tag == "EXTRA" and not barred) or (tag == "ASIDE" and not barred and index > last):
            continue
        if not barred and index > last and segment.pieces[last].claim.kind in _SOLID and tag in ("W", "NARROW", "PRIOR", "SITE", "SINCE", "BEFORE", "FROM", "DEFINED", "FOR", "ORGAN", "FUNC", "METS", "GEN"):  # type: ignore[union-attr]
            continue
        if barred and tag == "SEX" and len(claims) > 0:
            continue
        return False
    return barred is False or len([c for c in claims if not _framing(c, claims)]) <= 1


def _framing(claim: Claim, claims: list[Claim]) -> bool:
    """`women`, `invasive`: beside another claim it says whom a line is about, which among what is forbidden adds nothing."""
    return len(claims) > 1 and (claim.weak or claim.data == ({"invasive": True},))


def _whole(segment: Segment) -> bool:
    return all(piece.claim or piece.tokens[0].tag in _SOFT for piece in segment.pieces)


def _believed(found: list[Segment], barred: list[bool], known: list[bool]) -> list[bool]:
    """Doubts about neighbours: alternatives, qualifiers and windows that may be meant for more than one of them."""
    joins = {segment.joiner for segment in found[1:]}
    wanted = [index for index, bar in enumerate(barred) if not bar]
    if wanted and joins & {"OR", "ANDOR", "SLASH"} and (not all(known[i] for i in wanted) or joins & {"AND"} or len(wanted) < len(found)):
        return [False] * len(found)
    made = list(known)
    for index, segment in enumerate(found):
        if known[index] or not segment.pieces:
            continue
        head = segment.pieces[0]
        if head.claim is None and head.tokens[0].tag in ("NARROW", "SINCE", "WITHIN", "IF", "ANCHOR", "PROGRESSED", "BEFORE", "DUR", "SET", "FORTHIS", "DEFINED", "FROM", "FOR") and barred[index]:
            made[max(0, index - 1)] = False
            if segment.joiner != "STOP":
                made = [m and not b for m, b in zip(made, barred, strict=True)]
    cancers = [any(claim.kind == "second_cancer" for claim in segment.claims) for segment in found]
    if any(cancers) and not all(cancers[cancers.index(True):]):
        return [False] * len(found)     # what follows may still belong to the exceptions
    if not all(known) and any(claim.kind in _THERAPY for segment in found for claim in segment.claims) and any(
            _reaches(segment) for segment, one in zip(found, known, strict=True) if not one):
        return [False] * len(found)
    if any(_reaches(segment) for segment, bar, one in zip(found, barred, known, strict=True) if bar and not one):
        return [m and not b for m, b in zip(made, barred, strict=True)]
    if any(bar and not one and s.joiner in ("AND", "SLASH") for s, bar, one in zip(found, barred, known, strict=True)):
        return [m and not b for m, b in zip(made, barred, strict=True)]     # `on tamoxifen and unwilling to stop`
    if not all(known):
        for index, segment in enumerate(found):
            shared = any(claim.timed or claim.marked for claim in segment.claims)
            adjective = any(not piece.claim and piece.tokens[0].tag in _ADJECTIVES for piece in segment.pieces)
            if barred[index] and (shared or adjective):
                made = [m and not b for m, b in zip(made, barred, strict=True)]
                break
        if any(_sayable(segment) for segment, one in zip(found, made, strict=True) if not one):
            return [False] * len(found)
    timed = [any(claim.timed for claim in segment.claims) for segment in found]
    marked = [any(claim.marked for claim in segment.claims) for segment in found]
    for index, bar in enumerate(barred):
        # A window at the end of a list may be meant for all of it, an adjective at its head likewise.
        if bar and not timed[index] and any(timed[index + 1:]) and _alike(found, index, timed):
            made[index] = False
        if bar and not marked[index] and any(marked[:index]):
            made[index] = False
    return made


def _reaches(segment: Segment) -> bool:
    """A window or a bracket with conditions in what was not read may be meant for what was."""
    return any(not piece.claim and token.tag in ("WITHIN", "INSIDE", "DUR", "RDUR", "SINCE", "TURN")
               for piece in segment.pieces for token in piece.tokens)


def _sayable(segment: Segment) -> bool:
    """It names something the language could say, so that drafting its neighbours alone would tell half the demand."""
    return bool(segment.claims) or any(token.tag in SAYABLE for piece in segment.pieces for token in piece.tokens)


def _alike(found: list[Segment], index: int, timed: list[bool]) -> bool:
    kinds = {claim.kind for i, s in enumerate(found) if timed[i] and i > index for claim in s.claims}
    nature = {"comorbidity": "c", "cardiac": "c", "infection": "c"}
    return bool({nature.get(k, "t") for k in kinds} & {nature.get(c.kind, "t") for c in found[index].claims})


def _together(found: list[Segment], barred: list[bool], known: list[bool], kinds: tuple[str, ...]) -> Reading:
    joins = {segment.joiner for segment in found[1:]}
    either = bool(joins & {"OR", "ANDOR", "SLASH"})
    forbidden: list[Data] = []
    wanted: list[Data] = []
    used: list[Piece] = []
    part = not all(known)
    strong = any(not claim.weak for i, s in enumerate(found) if known[i] for claim in s.claims)
    for index, segment in enumerate(found):
        if not known[index]:
            continue
        for piece in segment.pieces:
            claim = piece.claim
            if claim is None:
                part = part or piece.tokens[0].tag not in _SOFT
                continue
            if barred[index] and (claim.weak and strong or _framing(claim, segment.claims)):
                continue
            used.append(piece)
            part = part or claim.part
            if barred[index]:
                forbidden += claim.data
            elif claim.joined == "any" and len(claim.data) > 1:
                wanted.append({"any": list(claim.data)})
            else:
                wanted += claim.data
    apart = {claim.kind for i, s in enumerate(found) if known[i] and not barred[i] for claim in s.claims if not claim.weak}
    if either and len(wanted) > 1 and len(apart) > 1 and not apart <= _ALTERNATIVES:
        return Reading(left=True, kinds=kinds)
    if either and len(wanted) > 1 and not forbidden:
        wanted = [{"any": wanted}]
    elif either and len(wanted) > 1:
        return Reading(left=True, kinds=kinds)
    data = (*wanted, *(({"none": forbidden},) if forbidden else ()))
    return Reading(data, part, tuple(used), left=part, kinds=kinds)
