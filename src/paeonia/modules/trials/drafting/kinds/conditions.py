"""Other illnesses: forbidden as they are named; with an adjective only where the record can say the adjective."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from paeonia.modules.trials.drafting.kinds.amounts import WINDOW, duration, sign, window
from paeonia.modules.trials.drafting.patterns import Claim, Found, Rule

_CARDIAC = frozenset(
    {
        "cardiac",
        "cardiovascular",
        "heart_failure",
        "cardiomyopathy",
        "coronary_disease",
        "myocardial_infarction",
        "angina",
        "unstable_angina",
        "arrhythmia",
        "ventricular_arrhythmia",
        "long_qt",
        "atrial_fibrillation",
        "conduction_block",
        "valve_disease",
        "pericardial_disease",
        "myocarditis",
        "cardiac_device",
    }
)
_INFECTION = frozenset(
    {"infection", "serious_infection", "hepatitis_b", "hepatitis_c", "hiv_infection", "tuberculosis"}
)
# What strikes on a day: a window means when it struck, not when it was over.
STRIKES = frozenset(
    {
        "myocardial_infarction",
        "stroke",
        "unstable_angina",
        "thromboembolism",
        "venous_thromboembolism",
        "deep_vein_thrombosis",
        "pulmonary_embolism",
        "arterial_thrombosis",
        "angina",
        "pancreatitis",
        "gastrointestinal_bleeding",
        "bleeding",
    }
)

# Illnesses of which no adjective makes less: who had them once has them, or they are grave in themselves.
GRAVE = STRIKES | {
    "hiv_infection",
    "heart_failure",
    "hypertension_uncontrolled",
    "long_qt",
    "organ_transplant",
    "cirrhosis",
    "stem_cell_transplant",
    "immunodeficiency",
    "serious_infection",
    "cardiac_device",
    "dialysis",
    "unhealed_wound",
}
# Of these not even `severe` makes less.
_ALWAYS_SEVERE = frozenset(
    {
        "unstable_angina",
        "myocardial_infarction",
        "stroke",
        "pulmonary_embolism",
        "hiv_infection",
        "cirrhosis",
        "unhealed_wound",
        "immunodeficiency",
    }
)

# An adjective that waits for its noun.
_BARE = ("vascular", "cardiac", "pulmonary", "renal", "hepatic", "psychiatric", "neurologic", "neurological", "endocrine",
    "metabolic", "immune", "gastrointestinal")


def _kind(groups: list[str]) -> str:
    found = set(groups)
    return "cardiac" if found <= _CARDIAC else "infection" if found <= _INFECTION else "comorbidity"


def _groups(found: Found) -> list[str]:
    return list(dict.fromkeys(group for token in found.of("COND", part="list") for group in token.value.split("+")))


def _named(groups: list[str], **more: Any) -> dict[str, Any]:
    return {"condition": {"group": groups[0] if len(groups) == 1 else groups, **more}}


def _narrower(found: Found) -> set[str]:
    """`Myelodysplastic syndrome` alone: the record has one code for it and acute myeloid leukaemia together."""
    named = [token.text for token in found.of("COND", part="list") if token.value == "mds_aml"]
    leukaemias = [any(word in text for word in ("leuk", "aml", "白血病")) for text in named]
    return {"mds_aml"} if leukaemias and len(set(leukaemias)) == 1 else set()


def _plain(found: Found) -> Claim | None:
    every, within, narrower = _groups(found), window(found), _narrower(found)
    groups = [group for group in every if group not in narrower]
    if not groups:
        return None
    bare = [token.text.endswith(_BARE) for token in found.of("COND")]
    if any(bare) and not (bare == [True] and found.tokens[-1].tag == "DISEASE"):
        return None         # `cardiovascular, renal or lung disease that would ...`
    if "hypertension_uncontrolled" in groups[:-1]:      # the adjective may be meant for those behind it too
        if within:
            return None
        kept = groups[:groups.index("hypertension_uncontrolled") + 1]
        return Claim(_kind(kept), (_named(kept),), only="barred", part=True)
    if within is None:
        if found.has("WITHIN", "INSIDE", "DUR"):
            return None
        loose = any(token.text == "hepatitis" for token in found.of("COND"))      # of whatever cause
        return Claim(_kind(groups), (_named(groups),), only="barred", part=loose or groups != every)
    struck, others = [g for g in groups if g in STRIKES], [g for g in groups if g not in STRIKES]
    data = (
        *((_named(others, within=within),) if others else ()),
        *((_named(struck, **{"started within": within}),) if struck else ()),
    )
    return Claim(_kind(groups), data, only="barred", timed=True, part=len(data) > 1 or groups != every)


def _lately(found: Found) -> Claim | None:
    """`myocardial infarction < 6 months`."""
    return _plain(found) if sign(found) in ("<", "<=") else None


def _state(found: Found) -> Claim | None:
    """`active infection`, `uncontrolled hypertension`."""
    groups = _groups(found)
    if _narrower(found):
        return None
    tags = {token.tag for token in found["state"]} & {"ACTIVE", "UNCONTROLLED"}
    if groups == ["hypertension"] and tags == {"UNCONTROLLED"}:
        return Claim("cardiac", (_named(["hypertension_uncontrolled"]),), only="barred", marked=True,
                     part=found.has("SEVERE"))
    if set(groups) <= STRIKES and [token.text for token in found["state"]] == ["acute"]:    # `acute myocardial infarction`
        return _plain(found)
    joined = any(token.tag in ("OR", "ANDOR", "SLASH") for token in found["state"])
    active = "ACTIVE" in tags and (joined or "UNCONTROLLED" not in tags) or not tags or found.has("SYMPTOMATIC")
    status = "active" if active else "uncontrolled"
    if groups == ["infection"] and found.has("IVABX"):
        return Claim("infection", (_named(["serious_infection"], status="active"),), only="barred")
    known: Any = ["active", "controlled"] if found.has("CHRONIC") and not found.has("UNCONTROLLED") else status
    rest = [group for group in groups if group != "hiv_infection"]      # which is for life
    data = (*((_named(["hiv_infection"]),) if rest != groups else ()), *((_named(rest, status=known),) if rest else ()))
    lost = {"ACTIVE", "UNCONTROLLED", "SYMPTOMATIC"} & {token.tag for token in found["state"]}
    return Claim(_kind(groups), data, only="barred", marked=True, part=found.has("SEVERE") or len(lost) > 1)


def _serious_infection(found: Found) -> Claim | None:
    if _groups(found) != ["infection"]:
        return None
    return Claim("infection", (_named(["serious_infection"], status="active"),), only="barred", part=True)


def _severe_itself(found: Found) -> Claim | None:
    """`severe unstable angina`, `serious non-healing wound`."""
    return _plain(found) if set(_groups(found)) <= _ALWAYS_SEVERE else None


def _grave_members(found: Found) -> Claim | None:
    """`significant cardiac disease, unstable angina or ...`: those of which the adjective makes no less are forbidden."""
    tokens = found.of("COND", part="list")
    if found.one("needs"):
        tokens = tokens[:-1]        # `..., or arrhythmia requiring medication`
    groups = list(dict.fromkeys(g for token in tokens for g in token.value.split("+") if g in GRAVE))
    within = window(found)
    if not groups or found.has("WITHIN", "INSIDE", "DUR") and within is None:
        return None
    key = "started within" if set(groups) <= STRIKES else "within"
    data = (_named(groups, **({key: within} if within else {})),)
    return Claim(_kind(groups), data, only="barred", part=True, timed=bool(within))


def _treated(found: Found) -> Claim | None:
    """`arrhythmia requiring medication`: it goes on, controlled or not."""
    groups = _groups(found)
    if not found["needs"][0].text.removeprefix("that ").removeprefix("which ").startswith(("requir", "need", "需要")):
        return None
    if groups == ["infection"]:
        serious = found.has("IVABX")
        return Claim("infection", (_named(["serious_infection" if serious else "infection"], status="active"),),
                     only="barred")
    if len(groups) > 1 or groups[0].startswith("diabetes"):
        return None
    if groups in (["autoimmune"], ["infection"]) and found.has("AGENT"):
        return None
    data = _named(groups, status=["active", "controlled"])
    return Claim(_kind(groups), (data,), only="barred", marked=found.tokens[0].tag != "COND",
                 part=found.has("SEVERE"))


def _needing_therapy(found: Found) -> Claim | None:
    """`active infection requiring systemic therapy`: the therapy of an infection is none against cancer."""
    if _groups(found) != ["infection"] or [token.value for token in found.of("AGENT")] != ["systemic_anticancer"]:
        return None
    return Claim("infection", (_named(["serious_infection"], status="active"),), only="barred")


def _defined(found: Found) -> Claim | None:
    """`uncontrolled hypertension (defined as ...)`: that it is uncontrolled is on record, how it was measured is asked."""
    groups = _groups(found)
    if (
        groups not in (["hypertension_uncontrolled"], ["hypertension"], ["diabetes"])
        or len(found.of("COND")) > 1
        or found.has("AGENT", "STOP")
    ):
        return None
    if not found.one("state") and groups != ["hypertension_uncontrolled"]:
        return None
    claim = _state(found) if found.one("state") else Claim("cardiac", (_named(groups),), only="barred")
    return replace(claim, part=True, marked=False) if claim else None


def _nyha(found: Found) -> Claim | None:
    grade = found.one("nyha")
    groups = _groups(found) or ["heart_failure"]
    if grade is None or not set(groups) <= {"heart_failure", "cardiac", "cardiovascular"}:
        return None
    low = min(4, grade.value + (1 if sign(found) == ">" else 0))
    group = "heart_failure" if "heart_failure" in groups else "cardiac"
    return Claim("cardiac", (_named([group], nyha={"at least": low}),), only="barred")


def _graded(found: Found) -> Claim | None:
    """`grade 2 neuropathy`: an exclusion by a grade means that grade and every worse one."""
    grade, groups = found.one("grade"), _groups(found)
    if grade is None or groups not in (["peripheral_neuropathy"], ["infection"]):
        return None
    op, number = grade.value
    op = sign(found) or op or ">="
    if op in ("<", "<="):  # the worst grade that is allowed
        worse = _named(groups, grade={"at least": number + (1 if op == "<=" else 0)})
        return Claim("comorbidity", ({"none": [worse]},), only="wanted")
    if op not in (">", ">="):
        return None
    number += 1 if op == ">" else 0
    return Claim("comorbidity", (_named(groups, grade={"at least": number}),), only="barred") if number <= 5 else None


def _negative(found: Found) -> Claim | None:
    """`HIV negative`."""
    groups = _groups(found)
    if not set(groups) <= {"hiv_infection", "hepatitis_b", "hepatitis_c"}:
        return None
    return Claim("infection", ({"none": [_named(groups)]},), only="wanted")


def _vaccine(found: Found) -> Claim | None:
    within = window(found) or duration(found.one("dur"))
    return (
        Claim("washout", ({"vaccination": {"kind": "live", "within": within}},), only="barred", timed=True)
        if within
        else None
    )


def _with_steroids(found: Found) -> Claim | None:
    """`pneumonitis that required steroids`: the record says of each whether it was treated so."""
    groups = _groups(found)
    if [token.value for token in found.of("AGENT")] != ["corticosteroid"] or groups != ["interstitial_lung_disease"]:
        return None
    return Claim("comorbidity", (_named(groups, steroids=True),), only="barred")


def _lately_treated(found: Found) -> Claim | None:
    """`active autoimmune disease that required systemic treatment within 2 years`."""
    within = window(found)
    if _groups(found) != ["autoimmune"] or within is None:
        return None
    drugs = {"therapy": {"class": ["corticosteroid", "immunosuppressant"], "ended within": within}}
    ill = _named(["autoimmune"], **({"status": "active"} if found.has("ACTIVE") else {}))
    return Claim("comorbidity", ({"all": [ill, drugs]},), only="barred", part=True)


def _needing_drugs(found: Found) -> Claim | None:
    """`diabetes requiring insulin` has a code of its own in the dictionary."""
    if _groups(found) != ["diabetes"] or [t.value for t in found.of("AGENT")] != ["insulin"]:
        return None
    return Claim("comorbidity", (_named(["diabetes_insulin"]),), only="barred")


def _swallows(found: Found) -> Claim | None:
    """`able to swallow tablets`: an illness that keeps her from it would be on record; whether she can is asked."""
    return Claim("compliance", ({"none": [_named(["unable_to_swallow"])]},), only="wanted", part=True)


_COND = "(?P<list>POS? COND POS? ((J) PRIOR* COND POS?)*)"
_STATES = "(ACTIVE|UNCONTROLLED|NOW|SYMPTOMATIC|CHRONIC)"
_ADJ = f"(SEVERE J)*(?P<state>{_STATES} (J? {_STATES})*) COMMA?"
RULES = (
    Rule("SEVERE (NOW|ACTIVE|UNCONTROLLED|COMMA|CHRONIC)* (W W? J)? (?P<list>COND)", _serious_infection),
    Rule(f"SEVERE (SLASH SEVERE)* (?P<list>COND (J COND)*) {WINDOW}?", _severe_itself),
    Rule(
        "SEVERE COND (J PRIOR* (?P<list>COND (J PRIOR* COND)*)) ((?P<needs>NARROW) (GEN|W|AGENT|ACTIVE|IVABX)+)?",
        _grave_members,
    ),
    Rule(f"SEVERE COND (J PRIOR* (?P<list>COND (J PRIOR* COND)*)) {WINDOW}", _grave_members),
    Rule("(?P<list>COND (J PRIOR* COND)+) (?P<needs>NARROW) (GEN|W|AGENT|ACTIVE|IVABX)+", _grave_members),
    Rule(f"PRIOR* {_COND} DISEASE?", _plain),
    Rule(f"PRIOR* {_COND} {WINDOW}", _plain),
    Rule(f"{WINDOW} COMMA? PRIOR* {_COND}", _plain),
    Rule("PRIOR* (?P<list>COND) (?P<windur>DUR) ANCHOR", _plain),
    Rule("PRIOR* (?P<list>COND) (?P<cmp>CMP) (?P<windur>DUR) ANCHOR?", _lately),
    Rule("(?P<list>COND) NARROW? (?P<state>UNCONTROLLED) (NARROW GEN|GEN)?", _state),
    Rule(f"{_ADJ} (?P<list>COND (J COND)*)", _state),
    Rule(f"{_ADJ} (?P<list>COND) (NARROW|NOW) IVABX", _state),
    Rule("(?P<list>COND) (NARROW|NOW) IVABX", _state),
    Rule(f"{_ADJ} (?P<list>COND) NARROW AGENT", _needing_therapy),
    Rule(
        "(SEVERE|ACTIVE|NOW|UNCONTROLLED|SYMPTOMATIC)* (?P<list>COND) (?P<needs>NARROW|NOW) "
        "(GEN|AGENT|IVABX|RECEIVED|NARROW|W|COND|ADEQUATE|NOW)+",
        _treated,
    ),
    Rule(
        "(SEVERE|ACTIVE|SYMPTOMATIC)* (?P<list>COND) COMMA (?P<needs>NARROW) (GEN|IVABX|RECEIVED)+", _treated
    ),
    Rule("(?P<needs>NARROW) (GEN|IVABX)+ (?P<list>COND)", _treated),
    Rule("(?P<list>COND) (LP|COMMA? DEFINED) REST", _defined),
    Rule(f"{_ADJ} (?P<list>COND) (LP|COMMA? DEFINED) REST", _defined),
    Rule("(SEVERE|SYMPTOMATIC)* (?P<cmp>CMP)? (?P<nyha>NYHAIS) (?P<list>COND (J COND)*)?", _nyha),
    Rule(
        "(SEVERE|SYMPTOMATIC)* (?P<list>COND) (LP|COMMA)? (DEFINED|SEVERE)? (?P<cmp>CMP)? (?P<nyha>NYHAIS) RP?",
        _nyha,
    ),
    Rule(
        "(PRIOR|ACTIVE|NOW|SEVERE|SYMPTOMATIC)* (?P<cmp>CMP)? (?P<grade>GRADEIS) (?P<post>POST)? (?P<list>COND (J COND)*)",
        _graded,
    ),
    Rule(
        "(PRIOR|ACTIVE|NOW|SEVERE|SYMPTOMATIC)* (?P<list>COND (J COND)*) (LP W+ OR W+ RP)? (LP|COMMA|COLON|NARROW)* "
        "(?P<cmp>CMP)? (?P<grade>GRADEIS) (?P<post>POST)? RP?",
        _graded,
    ),
    Rule(f"(RECEIVED|PRIOR|OTHER)* VACCINE {WINDOW}", _vaccine),
    Rule("(?P<list>COND (J COND)*) NEGATIVE", _negative),
    Rule("(?P<list>COND) NARROW AGENT", _needing_drugs),
    Rule(f"ACTIVE? (?P<list>COND) (NARROW|NOW|RECEIVED)+ (AGENT|IVABX) {WINDOW}", _lately_treated),
    Rule("(?P<list>COND) (NARROW|NOW|RECEIVED)+ W? AGENT", _with_steroids),
    Rule("SWALLOW (GEN|W)*", _swallows),
)
