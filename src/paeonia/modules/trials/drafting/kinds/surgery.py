"""What an operation found: margins that are free, and whether nodes hold cancer."""

from __future__ import annotations

from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _free(found: Found) -> Claim | None:
    """`margins must be free of invasive cancer and DCIS`."""
    return Claim("surgery", ({"margins": "negative"},), only="wanted")


def _involved(found: Found) -> Claim | None:
    """`positive margins`."""
    return Claim("surgery", ({"margins": "positive"},), only="barred")


def _nodes(found: Found) -> Claim | None:
    """`node-positive disease`: by examination or under the microscope; among exclusions it may only narrow."""
    state = found.of("NODESTATE")[0].value
    test = {"at least": "N1"} if state == "positive" else "N0"
    return Claim("stage", ({"any": [{"cN": test}, {"pN": test}]},), only="wanted")


_CANCER = "(INVASIVE|INSITU|HIST|DISEASE|CANCER|BREASTCA|MINOR)"
RULES = (
    Rule("(NEGATIVE|CLEAR) MARGIN", _free),
    Rule(f"MARGIN (NEGATIVE|CLEAR|FREE|NEG {_CANCER} ((AND|OR|ANDOR|FOR)* {_CANCER})*)(?=STOP|$)", _free),
    Rule("NEG (INVASIVE|DISEASE|CANCER|OR|AND|HIST|INSITU)* NARROW MARGIN (?=STOP|$)", _free),
    Rule("POS MARGIN", _involved),
    Rule("MARGIN POS", _involved),
    Rule("NODESTATE (BREASTCA|DISEASE)?", _nodes),
)
