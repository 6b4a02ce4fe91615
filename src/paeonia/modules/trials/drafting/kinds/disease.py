"""The disease itself: extent, stage, TNM, measurable disease, metastases, brain, size, histology, sides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import ends, sign
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule


def _extent(found: Found) -> Claim | None:
    """`locally advanced or metastatic` is one of two; inoperable and metastatic together are advanced disease."""
    named = list(dict.fromkeys(token.value or "metastatic" for token in found.of("EXTENT", "METS")))
    if len(named) > 1 and not found.has("OR", "ANDOR", "SLASH"):
        named = ["locally_advanced_inoperable"] if set(named) == {"locally_advanced", "inoperable"} else []
    if "advanced" in named and len(named) > 1:
        named = [
            name for name in named if name not in ("locally_advanced", "metastatic", "locally_advanced_inoperable")
        ]
    if found.has("NOCURE") or "inoperable" in named:
        named = [name for name in named if name != "inoperable"] or ["advanced"]
        sharper = {
            "locally_advanced": "locally_advanced_inoperable",
            "locoregional_recurrence": "locoregional_recurrence_inoperable",
            "recurrent": "locoregional_recurrence_inoperable",
        }
        named = list(dict.fromkeys(sharper.get(name, name) for name in named))
        named = (
            ["advanced"]
            if "metastatic" in named and not found.has("NOCURE") or "metastatic" in named[:-1] + named[1:]
            else named
        )
    if "metastatic" in named and any(name.endswith("_inoperable") for name in named):
        named = ["advanced"]
    if found.has("BRAINMETS") or not named:
        return None
    return Claim(
        "metastasis" if named == ["metastatic"] else "stage",
        ({"disease_extent": named[0] if len(named) == 1 else named},),
    )


def _stage(found: Found) -> Claim | None:
    tokens = found.of("STAGE")
    named: list[str] = []
    if len(tokens) == 1 and tokens[0].value[0] == "from":
        return Claim("stage", ({"stage_anatomic": {"from": tokens[0].value[1], "to": tokens[0].value[2]}},))
    for token in tokens:
        if token.value[0] == "from":
            return None
        named += token.value[1:]
    value: Any = named[0] if len(named) == 1 else named
    if found.has("EXTENT"):
        extents = [token.value for token in found.of("EXTENT")]
        if extents != ["metastatic"] or named != ["IV"]:
            return None
        return Claim("stage", ({"stage_anatomic": "IV"}, {"disease_extent": "metastatic"}), "any")
    return Claim("stage", ({"stage_anatomic": value},))


def _stage_or(found: Found) -> Claim | None:
    """`stage IV or inoperable locally advanced disease`: one of two."""
    stage = [name for token in found.of("STAGE") for name in token.value[1:] if token.value[0] != "from"]
    extent = _extent(replace(found, tokens=tuple(found.of("EXTENT"))))
    if extent is None or not stage or any(token.value[0] == "from" for token in found.of("STAGE")):
        return None
    return Claim("stage", ({"stage_anatomic": stage[0] if len(stage) == 1 else stage}, *extent.data), "any")


def _tnm(found: Found) -> Claim | None:
    """T, N and M side by side; without a prefix either the clinical or the pathological letter may say it."""
    data: list[dict[str, Any]] = []
    letters = [token.tag[0] for token in found.of("TCODE", "NCODE", "MCODE")]
    if letters != sorted(letters, key="TNM".index):
        return None         # `T1-4, N0 or T2-4, N1`: which T belongs to which N
    for letter in "TNM":
        tokens = found.of(f"{letter}CODE")
        if not tokens:
            continue
        prefixes = {token.value[0] for token in tokens}
        prefix = tokens[0].value[0]
        if len(prefixes - {""}) > 1 or (len(tokens) > 1 and found.has("AND") and not found.has("OR", "COMMA")):
            return None
        prefix = (prefixes - {""}).pop() if prefixes - {""} else ""
        if letter == "M":
            data.append(
                {"disease_extent": {"is not": "metastatic"}}
                if tokens[0].value[1] == "M0" and len(tokens) == 1
                else {"disease_extent": "metastatic"}
            )
            continue
        if prefix == "c" or prefix == "p" or prefix == "yp":
            data.append(_letter(f"{prefix}{letter}", tokens))
        else:
            data.append({"any": [_letter(f"c{letter}", tokens), _letter(f"p{letter}", tokens)]})
    return Claim("stage", tuple(data))


def _letter(variable: str, tokens: list[Any]) -> dict[str, Any]:
    if any(token.value[1] != token.value[2] for token in tokens[1:]):
        return {variable: {"from": tokens[0].value[1], "to": tokens[-1].value[2]}}
    if len(tokens) == 1:
        _, low, high = tokens[0].value
        return {variable: low} if low == high else {variable: {"from": low, "to": high}}
    return {variable: [token.value[1] for token in tokens]}


def _simple(variable: str, kind: str, value: Any = True) -> Any:
    return lambda found: Claim(kind, ({variable: value},))


def _evaluable(found: Found) -> Claim | None:
    return Claim("measurable", ({"evaluable_disease": True},))


def _metastases(found: Found) -> Claim | None:
    """`untreated brain or leptomeningeal metastases`: forbidden as they are named."""
    sites = list(dict.fromkeys(token.value for token in found.of("SITE", "BRAINMETS", part="sites")))
    wanted = {"ACTIVE": "active", "UNTREATED": "untreated", "SYMPTOMATIC": "symptomatic", "UNCONTROLLED": "active"}
    states: list[str] = []
    for token in found["status"]:
        if token.tag in wanted and token.text not in ("current", "目前"):
            states.append(token.value if token.tag == "UNTREATED" and token.value else wanted[token.tag])
    states = list(dict.fromkeys(states))
    if "" in states:
        return None
    apart = found["sites"][0].tag == "BRAINMETS" and "leptomeningeal" in sites[1:] and sites[0] != "leptomeningeal"
    if states and apart:  # `active brain metastases or leptomeningeal disease`: the latter in any state
        status_: Any = states[0] if len(states) == 1 else states
        return Claim(
            "brain",
            ({"metastasis": {"site": sites[0], "status": status_}}, {"metastasis": {"site": "leptomeningeal"}}),
            "any",
            only="barred",
        )
    test: dict[str, Any] = {"site": sites[0] if len(sites) == 1 else sites}
    if states:
        test["status"] = states[0] if len(states) == 1 else states
    brain = set(sites) & {"brain", "cns", "leptomeningeal"}
    only = "" if not states and len(sites) == 1 and not brain else "barred"
    return Claim(
        "brain" if brain else "metastasis", ({"metastasis": test},), only=only, marked=bool(states) and len(sites) > 1
    )


def _site_disease(found: Found) -> Claim | None:
    return _metastases(found) if found.of("SITE")[0].value in ("cns", "brain", "leptomeningeal") else None


def _size(found: Found) -> Claim | None:
    amount = found.one("amt")
    assert amount is not None
    op = sign(found, "")
    if amount.value.unit not in ("cm", "mm") or not op and amount.value.high is None:
        return None         # where the sign was lost, it may have been either
    return Claim("stage", ({"tumour_size": ends(op or ">=", amount.value)},))


def _nodes(found: Found) -> Claim | None:
    amount, op = found.one("amt"), sign(found, "")
    if amount is None or not op:
        return None
    bounds = ends(op, amount.value, "")
    return Claim("stage", ({"nodes_positive": {key: int(float(value)) for key, value in bounds.items()}},))


def _histology(found: Found) -> Claim | None:
    named = [token.value for token in found.of("HIST")]
    if found.has("AND", "ANDOR") and len(named) > 1:
        return None
    return Claim("histology", ({"histology": named[0] if len(named) == 1 else named},))


def _bilateral(found: Found) -> Claim | None:
    return Claim("other", ({"bilateral": True},))


def _carcinoma(found: Found) -> Claim | None:
    """`adenocarcinoma of the breast`: no sarcoma or lymphoma; that it was confirmed under the microscope is asked."""
    if not any("carcinoma" in token.text for token in found.tokens):
        return None
    return Claim("histology", ({"histology": {"is not": "not_carcinoma"}},), only="wanted", part=True, weak=True)


def _earlier(found: Found) -> Claim | None:
    return Claim("second_cancer", ({"condition": {"group": "previous_breast_cancer"}},), only="barred")


def _earlier_but(found: Found) -> Claim | None:
    """Lobular carcinoma in situ is no cancer of the breast; other exceptions cannot be said."""
    return _earlier(found) if {token.value for token in found.of("HIST", "INSITU")} == {"lcis"} else None


_BC = "(BREASTCA|DISEASE|CANCER)*"
_STATE = "(ACTIVE|UNTREATED|SYMPTOMATIC|UNCONTROLLED)"
_STATUS = "(?P<status>(ACTIVE|UNTREATED|SYMPTOMATIC|UNCONTROLLED) (J? (ACTIVE|UNTREATED|SYMPTOMATIC|UNCONTROLLED))*)?"
RULES = (
    Rule(f"EXTENT ((J) {_BC} EXTENT)* {_BC} NOCURE?", _extent),
    Rule(f"EXTENT ((J) EXTENT)* (J METS) {_BC}", _extent),
    Rule(
        "STAGE (J STAGE)*  (BREASTCA|DISEASE)? ((OR|SLASH|LP|COMMA) EXTENT RP? (BREASTCA|DISEASE)?)?", _stage
    ),
    Rule("STAGE (J STAGE)* (BREASTCA|DISEASE)? COMMA? OR EXTENT+ (BREASTCA|DISEASE)* (?!STAGE)", _stage_or),
    Rule(f"EXTENT (LP|OR|SLASH) STAGE RP? {_BC}", _stage),
    Rule("(TCODE|NCODE|MCODE) ((COMMA|SLASH|AND|OR|LP|RP)* (TCODE|NCODE|MCODE))* (BREASTCA|DISEASE)?", _tnm),
    Rule("MEAS DISEASE? (COMMA|LP)? DEFINED REST", _simple("measurable_disease", "measurable")),
    Rule("(CMP? NUM) MEAS DISEASE?", _simple("measurable_disease", "measurable")),
    Rule("MEAS DISEASE?", _simple("measurable_disease", "measurable")),
    Rule("(MEAS|EVAL) ((OR|ANDOR|SLASH) (MEAS|EVAL))+ DISEASE?", _evaluable),
    Rule("MEAS DISEASE? (OR|ANDOR|SLASH) NONMEAS DISEASE?", lambda found: Claim("measurable", (), weak=True)),
    Rule("NONMEAS DISEASE? (OR|ANDOR|SLASH) MEAS DISEASE?", lambda found: Claim("measurable", (), weak=True)),
    Rule("EVAL DISEASE?", _evaluable),
    Rule(
        "NONMETS (BREASTCA|DISEASE)?",
        lambda found: Claim("metastasis", ({"none": [{"disease_extent": "metastatic"}]},), only="wanted"),
    ),
    Rule("ACTIVE? INFLAMMATORY (BREASTCA|DISEASE)?", _simple("inflammatory", "stage")),
    Rule("MULTIFOCAL (BREASTCA|DISEASE)?", _simple("multifocal", "other")),
    Rule("BILATERAL (INVASIVE)? (BREASTCA|DISEASE)", _bilateral),
    Rule("BILATERAL INVASIVE? (?=COMMA|OR)", lambda found: Claim("other", ({"bilateral": True},), only="barred")),
    Rule("UNILATERAL (INVASIVE)? (BREASTCA|DISEASE)", _simple("bilateral", "other", False)),
    Rule("INVASIVE (BREASTCA|DISEASE)", _simple("invasive", "histology")),
    Rule("METS DISEASE?", _simple("disease_extent", "metastasis", "metastatic")),
    Rule("VISCRISIS", _simple("visceral_crisis", "metastasis")),
    Rule(f"{_STATUS} (?P<sites>BRAINMETS (J BRAINMETS)*)", _metastases),
    Rule(f"(?P<sites>BRAINMETS (J BRAINMETS)*) (?P<status>{_STATE} (J+ {_STATE})*)", _metastases),
    Rule(f"{_STATUS} (?P<sites>SITE (J (SITE|BRAINMETS))*) METS", _metastases),
    Rule(
        f"{_STATUS} (?P<sites>(SITE J)* BRAINMETS (J (SITE(?=COMMA|OR|AND|SLASH)|BRAINMETS))*)", _metastases
    ),
    Rule(
        "((ACTIVE|NOW) (OR|AND|ANDOR|SLASH))? PRIOR (?P<sites>(SITE J)* BRAINMETS (J BRAINMETS)*)",
        _metastases,
    ),
    Rule(f"{_STATUS} (?P<sites>SITE) DISEASE", _site_disease),
    Rule(f"{_STATUS} METS (NARROW|TO) (?P<sites>SITE (J SITE)*)", _metastases),
    Rule(
        "(TUMSIZE|DISEASE|BREASTCA) (TUMSIZE)? B (?P<cmp>CMP)? (?P<amt>QTY|RQTY) (?P<post>POST)? TUMSIZE?",
        _size,
    ),
    Rule("(?P<cmp>CMP) (?P<amt>NUM) (?P<post>POST)? NODES", _nodes),
    Rule("PRIOR INVASIVE? BREASTCA", _earlier),
    Rule("PRIOR INVASIVE? BREASTCA COMMA? EXCEPT (HIST|INSITU) (J (HIST|INSITU))*", _earlier_but),
    Rule("BREASTCA", _carcinoma),
    Rule("HIST (J HIST)* (BREASTCA)?", _histology),
)
