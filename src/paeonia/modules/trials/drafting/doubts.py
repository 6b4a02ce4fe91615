"""Whether a claim may be believed, given what else stands in its segment and in those beside it."""

from __future__ import annotations

from paeonia.modules.trials.drafting.kinds.conditions import GRAVE
from paeonia.modules.trials.drafting.narrowing import longer, plain_window
from paeonia.modules.trials.drafting.patterns import Claim
from paeonia.modules.trials.drafting.segments import SOFT, TURNS, Piece, Segment

EITHER = frozenset({"OR", "ANDOR", "SLASH"})
# Claims about a number or a name of their own: words behind them do not change what they say.
_SOLID = frozenset({"organ_function", "performance", "age", "life_expectancy", "cardiac", "measurable"})
# Words before a number that has a name: `the postoperative platelet count`, `marrow function including ANC`.
_HEAD = frozenset(
    {
        "W",
        "NARROW",
        "DEFINED",
        "ORGAN",
        "FUNC",
        "ADEQUATE",
        "FOR",
        "SITE",
        "GEN",
        "TEST",
        "BREASTCA",
        "ASIDE",
        "NAMES",
        "PS",
        "ECOG",
    }
)
# What a list of names consists of; more than names before a name may govern it.
_NAMES = frozenset({"W", "COND", "AGENT", "PROC", "RADIO", "HIST", "SITE", "GEN", "SEVERE", "DISEASE", "CANCER", "METS",
    "ACTIVE", "GENE", "ASIDE", "NAMES", "NOTE", "EXAMPLES", "REACTION", "ORGAN"})
# Behind a demand these may take it back.
_UNSAYS = frozenset({"NEG", "TURN", "CMP", "ASKED", "PLANNED", "UNCLEAR", "NOW", "OTHER", "EXCLUDED", "NUM", "QTY", "PCT"})
_TAIL = frozenset({"W", "NARROW", "PRIOR", "SITE", "SINCE", "BEFORE", "FROM", "DEFINED", "FOR", "ORGAN", "FUNC", "METS",
    "GEN"})
_ADJECTIVES = frozenset({"SEVERE", "ACTIVE", "UNCONTROLLED", "SYMPTOMATIC", "PLANNED", "UNTREATED"})
_NARROWS = frozenset({"NARROW", "SINCE", "WITHIN", "IF", "ANCHOR", "PROGRESSED", "BEFORE", "DUR", "SET", "FORTHIS",
    "DEFINED",
    "FROM",
                      "FOR"})
_SETTINGS = frozenset({"SET", "FORTHIS", "FOR", "EXTENT", "METS", "INSETTING"})
_REACHES = frozenset({"WITHIN", "INSIDE", "DUR", "RDUR", "SINCE", "TURN", "SPAN"})
_ADJECTIVAL = tuple(({"disease_extent": extent},) for extent in ("advanced", "locally_advanced", "early"))
_THERAPY = frozenset({"prior_therapy", "washout", "radiotherapy", "surgery"})
_ILLNESS = frozenset({"comorbidity", "cardiac", "infection"})
# What the language could say: leaving one of these unread would tell half of what the line demands.
SAYABLE = frozenset({"LAB", "REC", "AGENT", "RADIO", "COND", "EXTENT", "STAGE", "BRAINMETS", "AGE", "ECOG", "PREG",
    "LACT",
    "GENE",
    "METS",
                     "TCODE", "NCODE", "IHC", "HIST", "CANCER", "MEAS", "TNBC", "ULN", "QTY", "SITE", "TRIAL", "AGED",
                     "MARGIN", "NODESTATE"})


def tangled(found: list[Segment], barred: list[bool], side: str) -> bool:
    """`A, not B, and C`: nobody can tell how far the `not` reaches; nor what `A, not B` among exclusions lets through."""
    if len(set(barred)) < 2:
        return False
    first = next(index for index, segment in enumerate(found) if segment.negated)
    return side == "exclusion" or any(segment.joiner == "AND" for segment in found[first + 1:])


def understood(segment: Segment, barred: bool, side: str) -> bool:
    """Everything in a segment was read, or does not matter to what was."""
    claims = segment.claims
    if not claims or any(claim.only == ("wanted" if barred else "barred") for claim in claims):
        return False
    if side == "exclusion" and segment.negated and any(
            c.only or c.kind not in ("measurable", "menopausal", "sex") for c in claims):
        return False        # `no prior chemotherapy` among exclusions: half the sponsors mean the opposite
    if barred and len([c for c in claims if not framing(c, claims)]) > 1 and not _bearing(segment):
        return False
    return _harmless(segment, barred) and not (not barred and _of_an_age(segment))


def _of_an_age(segment: Segment) -> bool:
    """`clearance of at least 75 mL/min for subjects up to 50 years of age`: of whom it is asked."""
    kinds = [piece.claim.kind if piece.claim else piece.tag for piece in segment.pieces]
    return "age" in kinds and "FOR" in kinds[:kinds.index("age")] and "organ_function" in kinds[:kinds.index("age")]


def _harmless(segment: Segment, barred: bool) -> bool:
    last = max(index for index, piece in enumerate(segment.pieces) if piece.claim)
    claim = segment.pieces[last].claim
    solid = claim is not None and claim.kind in _SOLID and not barred
    heads = all(piece.claim or piece.frames for piece in segment.pieces[:last])
    for index, piece in enumerate(segment.pieces):
        behind = index > last
        if piece.claim or piece.tag in SOFT or barred and piece.tag == "SEX" or not barred and piece.tag == "EXTRA":
            continue
        if solid and not behind and piece.tag in _HEAD:
            continue
        if not barred and behind and heads and piece.tag not in _UNSAYS:
            continue        # whatever else is asked, this is asked too
        if barred and behind and heads and _bearing(segment) and piece.tag not in ("TURN", "WITHIN"):
            continue  # `pregnant women, because of ...`
        if (
            not barred
            and behind
            and (piece.tag in ("ASIDE", "NAMES") or solid and piece.tag in _TAIL or _cut_off(piece, claim))
        ):
            continue
        if barred and index and _said_more(piece, segment.pieces[index - 1].claim):
            continue
        return False
    return True


def _cut_off(piece: Piece, claim: Claim | None) -> bool:
    """`ER positive (>= 10 % of cells)`: from where on a laboratory calls it positive."""
    return piece.tag == "TURN" and claim is not None and claim.kind == "receptor" and not any(
        token.tag in TURNS | {"OR", "NEG"} for token in piece.tokens[0].value)


def _said_more(piece: Piece, claim: Claim | None) -> bool:
    """A bracket or examples behind a thing that is forbidden, which make it no less."""
    if claim is None:
        return False
    if piece.tag == "SPAN":         # `within 4 weeks (6 weeks for nitrosoureas)`: at least within 4
        return claim.timed and longer(piece.tokens[0].value, claim)
    if piece.tag == "NOTE" and claim.kind in ("stage", "metastasis"):
        return not any(token.tag in TURNS | {"NEG"} for token in piece.tokens[0].value)     # `stage IV (M1)`
    bearing = all({"pregnant", "breastfeeding"} >= set(one) for one in claim.data)
    return piece.tag in ("NAMES", "EXAMPLES") or piece.tag in ("NOTE", "TURN", "ASIDE") and bearing and not any(
        token.tag in TURNS for token in piece.tokens[0].value)


def framing(claim: Claim, claims: list[Claim]) -> bool:
    """`women`, `invasive`: beside another claim it says whom a line is about, which among what is forbidden adds nothing."""
    return len(claims) > 1 and (claim.weak or claim.data == ({"invasive": True},))


def believed(found: list[Segment], barred: list[bool], known: list[bool]) -> list[bool]:
    """Which segments may be drafted: alternatives, qualifiers and windows may be meant for more than one of them."""
    if _open_choice(found, barred, known):
        return [False] * len(found)
    first = _exceptions_go_on(found, known)
    if _therapy_in_doubt(found, known):
        first = 0
    known = [one and (at < first or _bearing(segment)) for at, (one, segment) in enumerate(zip(known, found, strict=True))]
    made = _without_governed(found, barred, _without_narrowed(found, barred, known))
    made = [one and two for one, two in zip(made, _without_doubtful(found, barred, known), strict=True)]
    if _shared(found, barred) or _of_one_cancer(found, barred):
        made = [one and not bar for one, bar in zip(made, barred, strict=True)]
    if not all(known):
        made = [one and not (bar and _only_extent(segment)) for one, bar, segment in zip(made, barred, found, strict=True)]
    for index, segment in enumerate(found):
        if known[index] and barred[index] and _bearing(segment) and all(made[:index]):
            made[index] = True
    return made


def _of_one_cancer(found: list[Segment], barred: list[bool]) -> bool:
    """`node-negative, T1, grade 1 cancer`: all of it at once is forbidden, not each."""
    return any(bar and claim.kind == "stage" and claim.only == "wanted"
               for segment, bar in zip(found, barred, strict=True) for claim in segment.claims)


def _open_choice(found: list[Segment], barred: list[bool], known: list[bool]) -> bool:
    """Of alternatives all must be read; `and` among them leaves open what belongs to what."""
    joins = {after.joiner for before, after in zip(found, found[1:], strict=False) if before.claims or after.claims}
    wanted = [one for one, bar in zip(known, barred, strict=True) if not bar]
    return bool(wanted and joins & EITHER) and (not all(wanted) or "AND" in joins or len(wanted) < len(found))


def _exceptions_go_on(found: list[Segment], known: list[bool]) -> int:
    """From where on nothing may be believed: what follows other cancers and their exceptions may still be an exception."""
    cancers = [any(claim.kind == "second_cancer" for claim in segment.claims) for segment in found]
    first = cancers.index(True) if any(cancers) else len(found)
    spared = any(token.tag == "EXCEPT" for segment in found[first:] for piece in segment.pieces for token in piece.tokens)
    for at, segment in enumerate(found[first + 1:], first + 1):
        if spared and any(claim.data == ({"bilateral": True},) for claim in segment.claims):
            return at           # `except skin cancer or contralateral breast cancer`
    return len(found) if all(cancers[first:]) and all(known[first:]) else first


def _therapy_in_doubt(found: list[Segment], known: list[bool]) -> bool:
    therapy = any(claim.kind in _THERAPY for segment in found for claim in segment.claims)
    return therapy and any(_reaches(segment) or _sets(segment) for segment, one in zip(found, known, strict=True) if not one)


def _sets(segment: Segment) -> bool:
    """`chemotherapy, an unknown drug, or immunotherapy for metastatic disease`: the setting may be meant for all of them."""
    return any(token.tag in _SETTINGS for token in segment.left) or any(
        claim.kind in ("stage", "metastasis") for claim in segment.claims)


def _without_narrowed(found: list[Segment], barred: list[bool], known: list[bool]) -> list[bool]:
    """`..., requiring treatment` narrows what stands before it, and perhaps all of it."""
    made = list(known)
    for index, segment in enumerate(found):
        if not known[index] and barred[index] and segment.pieces and segment.pieces[0].tag in _NARROWS:
            made = [one and not bar for one, bar in zip(made, barred, strict=True)]
            made[max(0, index - 1)] = False
    return made


def _without_governed(found: list[Segment], barred: list[bool], known: list[bool]) -> list[bool]:
    """`margins free of invasive cancer and DCIS`: what was not read may govern what comes behind it."""
    made = list(known)
    for index, segment in enumerate(found):
        before = [found[place] for place in range(index) if not known[place]]
        others = any(_other_tumour(one) for at, one in enumerate(found) if not known[at])
        if known[index] and not barred[index] and others:
            made[index] = False     # `colon cancer, triple negative breast cancer, ovarian cancer`
        numbers = all(claim.kind in _SOLID for claim in segment.claims) and not barred[index]
        if known[index] and not numbers and any(_governs(one, barred[index]) for one in before):
            made[index] = False
    return made


def _other_tumour(segment: Segment) -> bool:
    """`colon cancer`: a tumour with a name that nobody explained."""
    cancer = any(token.tag in ("DISEASE", "CANCER") and token.text in ("cancer", "carcinoma") for token in segment.left)
    return cancer and not segment.claims and any(token.tag in ("W", "SITE") for token in segment.left)


def _governs(segment: Segment, barred: bool) -> bool:
    tags = {token.tag for token in segment.left}
    if not barred:      # `operable, confirmed adenocarcinoma`
        return not tags <= {"W", "EXTRA"} or len(segment.left) > 2 or bool(segment.claims)
    return not tags <= _NAMES | SOFT or sum(token.tag == "W" for token in segment.left) > 3


def _bearing(segment: Segment) -> bool:
    """Pregnancy is forbidden whatever stands beside it."""
    words = [token.text for piece in segment.pieces for token in piece.tokens]
    if any(word.startswith(("partner", "male", "men", "man")) for word in words):
        return False  # `a man with a pregnant partner`
    return bool(segment.claims) and all(
        {"pregnant", "breastfeeding"} >= set(one) for claim in segment.claims for one in claim.data
    )


def _without_doubtful(found: list[Segment], barred: list[bool], known: list[bool]) -> list[bool]:
    """What stands unread beside a thing that is forbidden may take it back, narrow it, or be meant together with it."""
    listed = any(segment.joiner == "COMMA" for segment in found)
    lost: set[int] = set()
    for index, segment in enumerate(found):
        if known[index] or not barred[index]:
            continue
        after = found[index + 1:index + 2]
        if _reaches(segment) or _goes_its_own_way(segment):
            lost |= {at for at in range(index) if not _solid(found[at])}
        if index and _rejoins(segment, found[index - 1]):
            lost.add(index - 1)     # `psychiatric illness or other conditions that preclude ...`
        if any(token.tag in _ADJECTIVES - {"ACTIVE", "UNCONTROLLED", "SYMPTOMATIC"} for token in segment.left):
            lost |= {at for at in range(index + 1, len(found)) if not _grave(found[at])}
        lost |= {index - 1} if _joined(segment.joiner, listed) else set()
        lost |= {index + 1} if after and _joined(after[0].joiner, listed) else set()
    lost |= {at for at, segment in enumerate(found) if len(found) > 1 and _of_age(segment)}
    return [one and not (bar and at in lost and not _bearing(found[at]))
            for at, (one, bar) in enumerate(zip(known, barred, strict=True))]


def _of_age(segment: Segment) -> bool:
    """`women of childbearing potential, no contraception`: of whom something is forbidden."""
    return any(claim.data == ({"childbearing_potential": True},) for claim in segment.claims)


def _only_extent(segment: Segment) -> bool:
    """`advanced, symptomatic visceral spread`: an adjective of what was not read."""
    return bool(segment.claims) and all(claim.data in _ADJECTIVAL for claim in segment.claims)


def _goes_its_own_way(segment: Segment) -> bool:
    """`... or planned operations`, `... or arms that are not named`: a clause rather than the name of a thing."""
    return (
        bool(segment.left)
        and not _recovery(segment)
        and (segment.left[0].tag == "PLANNED" or any(token.tag == "NEG" for token in segment.left))
    )


def _joined(joiner: str, listed: bool) -> bool:
    """`and` in a list of what is forbidden means either; between two things it may mean both at once."""
    return joiner == "SLASH" or joiner == "AND" and not listed


def _solid(segment: Segment) -> bool:
    """A number that has a name."""
    return bool(segment.claims) and all(
        claim.kind in _SOLID and "condition" not in one for claim in segment.claims for one in claim.data)


def _restricts(segment: Segment) -> bool:
    """`... or a valve disease that needs medication`: what restricts the last of a list may be meant for the one before."""
    return bool(segment.claims) and any(
        token.tag in ("NARROW", "JUDGE") and not token.text.startswith(("includ", "such", "as", "by", "due"))
        for token in segment.left
    )


def _rejoins(segment: Segment, before: Segment) -> bool:
    """What was not read goes on about the thing before it, or restricts it too."""
    if segment.left and segment.left[0].tag == "OTHER":
        return not any(claim.kind in _THERAPY | {"allergy"} for claim in before.claims)
    return bool(segment.left) and segment.left[0].tag == "ASKED" or _restricts(segment) and not _grave(before)


def _grave(segment: Segment) -> bool:
    """An adjective before it, or a restriction behind it, would make no less of it."""
    groups = {group for claim in segment.claims for one in claim.data for test in one.values() if isinstance(test, dict)
              for group in ([test["group"]] if isinstance(test.get("group"), str) else test.get("group", ()))}
    return bool(groups) and groups <= GRAVE or any(claim.timed for claim in segment.claims)


def _shared(found: list[Segment], barred: list[bool]) -> bool:
    """A window at the end of a list may be meant for all of it, an adjective at its head likewise."""
    timed = [any(claim.timed for claim in segment.claims) for segment in found]
    marked = [any(claim.marked for claim in segment.claims) for segment in found]
    for index, bar in enumerate(barred):
        later = [other for other, late in zip(found[index + 1:], timed[index + 1:], strict=True) if late]
        if bar and not timed[index] and any(_alike(found[index], other) for other in later):
            return True
        if bar and found[index].claims and not marked[index] and any(marked[:index]):
            return True
    return False


def _alike(one: Segment, other: Segment) -> bool:
    return bool({claim.kind in _ILLNESS for claim in one.claims} & {claim.kind in _ILLNESS for claim in other.claims})


def _reaches(segment: Segment) -> bool:
    """A window or a bracket with conditions in what was not read may be meant for what was."""
    return any(token.tag in _REACHES for token in segment.left) and not plain_window(segment.left) and not _recovery(segment)


def _recovery(segment: Segment) -> bool:
    """`... or who have not recovered from agents given more than 4 weeks earlier`: a thing of its own."""
    return any(token.tag == "W" and token.text.startswith(("recover", "resolved")) for token in segment.left)
