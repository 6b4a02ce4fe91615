"""Genes, and allergies to drugs."""

from __future__ import annotations

from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, duration, sign, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _variant(found: Found) -> Claim | None:
    """A germline BRCA variant has a variable of its own; any other gene is looked for among the variants."""
    genes = list(dict.fromkeys(token.value for token in found.of("GENE")))
    if set(genes) <= {"BRCA1", "BRCA2", "brca"}:
        if not found.has("GERM"):
            return (
                Claim("variant", ({"variant": {"gene": "brca", "significance": "pathogenic"}},))
                if set(genes) != {"BRCA1"} and set(genes) != {"BRCA2"}
                else None
            )
        value = {("BRCA1",): "brca1", ("BRCA2",): "brca2"}.get(tuple(genes), "pathogenic")
        return Claim("variant", ({"gbrca": value},))
    if found.has("GERM"):
        return None
    test: dict[str, Any] = {"gene": genes[0] if len(genes) == 1 else genes, "significance": "pathogenic"}
    return Claim("variant", ({"variant": test},))


_SEVERE = ("severe", "serious", "anaphyla", "life threatening", "life-threatening")


def _allergy(found: Found) -> Claim | None:
    named = found.of("AGENT")
    agents = list(dict.fromkeys(token.value for token in named if token.value != "investigational"))
    if not agents:
        return None         # the study drug: nobody has had it yet
    words = " ".join(token.text for token in found.of("ALLERGY", "SEVERE"))
    severity = {"severity": "severe"} if any(word in words for word in _SEVERE) else {}
    return Claim(
        "allergy",
        ({"allergy": {"agent": agents[0] if len(agents) == 1 else agents, **severity}},),
        only="barred",
        part=found.has("EXCIPIENT", "W") or bool(severity) and " or " in words      # `severe` may be said of one of the two
        or len(agents) < len(named)
        or any("composition" in token.text for token in found.tokens),
    )


def _trial(found: Found) -> Claim | None:
    """Part in another trial: going on, or with a window ended no longer ago than that."""
    within = window(found)
    if within is None and found.has("DUR"):
        return None
    test: dict[str, Any] = {"kind": "interventional", **({"ended within": within} if within else {"ongoing": True})}
    return Claim(
        "other",
        ({"trial_participation": test},),
        only="barred",
        timed=bool(within),
        part=found.has("W", "BREASTCA"),
    )


def _since_trial(found: Found) -> Claim | None:
    """`at least 4 weeks since participation in another trial`."""
    within = duration(found.one("dur"))
    if not within or sign(found, ">=") not in (">", ">="):
        return None
    test = {"kind": "interventional", "ended within": within}
    return Claim("washout", ({"none": [{"trial_participation": test}]},), only="wanted")


_MORE = "(J? OTHER? EXCIPIENT)?"
RULES = (
    Rule("(?P<cmp>CMP)? (?P<dur>DUR) (?P<post>POST)? (SINCE|FROM|PRIOR|RECEIVED)+ TRIAL", _since_trial),
    Rule("(NOW|RECEIVED|PRIOR|ACTIVE)* TRIAL", _trial),
    Rule(f"(NOW|RECEIVED|PRIOR|ACTIVE)* TRIAL (NARROW|W|AGENT|FOR|SLASH|BREASTCA)* {WINDOW}", _trial),
    Rule(f"{WINDOW} COMMA? (NOW|RECEIVED|PRIOR|ACTIVE)* TRIAL", _trial),
    Rule("GERM? GENE ((J) GENE)* GERM? MUT", _variant),
    Rule("(MUT|GERM)+ (NARROW)? GENE ((J) GENE)* MUT?", _variant),
    Rule("(GERM) GENE ((J) GENE)* (POS)", _variant),
    Rule(
        f"(PRIOR|SEVERE)* ALLERGY (J ALLERGY)* (NARROW|TO)? (W GEN? J)* AGENT ((J) OTHER? AGENT)* {_MORE}",
        _allergy,
    ),
    Rule(
        f"(PRIOR|SEVERE)* ALLERGY (NARROW|TO)? (W+ J|EXCIPIENT|EXCIPIENT J)* AGENT ((J) (OTHER|EXCIPIENT)* AGENT)* {_MORE}",
        _allergy,
    ),
    Rule("AGENT ((J) AGENT)* ALLERGY", _allergy),
)
