"""What a person is asked where the reader cannot draft: by kind where all such lines mean the same, else the line itself."""

from __future__ import annotations

from collections.abc import Sequence

from paeonia.modules.trials.drafting.found import Question
from paeonia.modules.trials.drafting.sections import BULLET
from paeonia.modules.trials.drafting.tokens import Token

_SAME = {
    "consent": ("Has she given informed consent to this trial?", "是否已签署本试验的知情同意书？"),
    "compliance": (
        "Is she able and willing to do what the protocol asks: “{line}”?",
        "是否能够并愿意遵守方案要求：“{line}”？",
    ),
    "rest": (
        "Beyond what was drafted, does all of this hold: “{line}”?",
        "除已起草的部分外，以下内容是否全部符合：“{line}”？",
    ),
}
_WANTED = ("Does this hold: “{line}”?", "是否符合：“{line}”？")
_BARRED = ("Does this exclusion apply: “{line}”?", "是否符合此排除条件：“{line}”？")
# The kind a line most likely is of, by the tags in it; the first that occurs decides.
_KINDS = (
    ("MARGIN", "surgery"),
    ("MINOR", "second_cancer"),
    ("ALLERGY", "allergy"),
    ("CONTRA", "contraception"),
    ("PREG", "pregnancy"),
    ("LACT", "pregnancy"),
    ("PREGTEST", "pregnancy"),
    ("BRAINMETS", "brain"),
    ("LIFE", "life_expectancy"),
    ("ECOG", "performance"),
    ("KPS", "performance"),
    ("PS", "performance"),
    ("LAB", "organ_function"),
    ("GENE", "variant"),
    ("AGENT", "prior_therapy"),
    ("RADIO", "radiotherapy"),
    ("PROC", "surgery"),
    ("COND", "comorbidity"),
    ("NYHAIS", "cardiac"),
    ("REC", "receptor"),
    ("TNBC", "receptor"),
    ("IHC", "receptor"),
    ("MEAS", "measurable"),
    ("EVAL", "measurable"),
    ("NODESTATE", "stage"),
    ("STAGE", "stage"),
    ("TCODE", "stage"),
    ("NCODE", "stage"),
    ("HIST", "histology"),
    ("INFLAMMATORY", "stage"),
    ("EXTENT", "stage"),
    ("METS", "metastasis"),
    ("MENO", "menopausal"),
    ("TUMSIZE", "stage"),
    ("AGE", "age"),
    ("AGED", "age"),
    ("SMOKE", "other"),
    ("ASKED", "compliance"),
    ("JUDGE", "other"),
    ("SITE", "other"),
    ("CANCER", "second_cancer"),
    ("BREASTCA", "histology"),
    ("DISEASE", "other"),
    ("SEX", "sex"),
    ("RECEIVED", "prior_therapy"),
    ("GEN", "prior_therapy"),
    ("ADEQUATE", "organ_function"),
    ("DUR", "other"),
    ("REACTION", "comorbidity"),
    ("TEST", "other"),
    ("SEVERE", "comorbidity"),
)


def kind_of(tokens: Sequence[Token]) -> str:
    """What the line is about, or "" when nothing in it is known."""
    for token in tokens:
        if token.tag == "ASKED" and token.value == "consent":
            return "consent"
    tags = {token.tag for token in tokens}
    return next((kind for tag, kind in _KINDS if tag in tags), "")


# Kinds that an exception to one of them may concern as well.
_AKIN = ({"prior_therapy", "washout", "radiotherapy", "surgery", "other"}, {"brain", "metastasis", "stage", "histology"},
         {"comorbidity", "cardiac", "infection"}, {"pregnancy", "contraception", "menopausal"},
         {"second_cancer", "histology", "stage"})
_POINTS = ("these", "this", "such", "those", "exception", "except", "however", "unless", "if")


def concerns(tokens: Sequence[Token], kinds: set[str]) -> bool:
    """Whether a sentence with an exception or a permission may be about what others of the line said."""
    tags = {token.tag for token in tokens}
    named = {kind for tag, kind in _KINDS if tag in tags}
    near = kinds.union(*(akin for akin in _AKIN if akin & kinds))
    if tags & {"REMARK", "ALLOWED", "EXCEPT", "IF", "JUDGE", "UNCLEAR"} == {"REMARK"}:
        return False
    if tags & {"ULN", "QTY"} and "LAB" not in tags and kinds & {"organ_function", "cardiac"}:
        return True     # another limit for some of them
    points = tokens[0].tag in ("EXCEPT", "IF") or tokens[0].text.startswith(_POINTS)
    return points or not named or bool(named & near)


def question(kind: str, line: str, side: str = "inclusion", rest: bool = False) -> Question:
    """The question in both languages; it quotes the line without its bullet, which stays in the registry's own words."""
    quoted = BULLET.sub("", line.strip(), count=1).strip() or line.strip()
    en, zh = _SAME["rest"] if rest else _SAME.get(kind) or (_BARRED if side == "exclusion" else _WANTED)
    return Question(kind, en.replace("{line}", quoted), zh.replace("{line}", quoted))
