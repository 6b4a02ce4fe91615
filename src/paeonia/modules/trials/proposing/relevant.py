"""Which entries of the dictionary some lines of text are about, and how a model is told of them in few words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from paeonia.modules.trials.drafting.lexer import tokens
from paeonia.modules.trials.drafting.lexicon import lexicon
from paeonia.record.dictionary import Dictionary, Field, Variable

MOST_CODES = 40         # of a list; a longer one is told by the codes the text names
LONGEST_LINE = 4000
# Tags of the drafter's lexer -> the variables they are asked of.
_MEANT: dict[str, tuple[str, ...]] = {
    "AGENT": ("therapy",), "RECEIVED": ("therapy",), "PRIOR": ("therapy", "procedure", "radiotherapy"),
    "RADIO": ("radiotherapy",), "PROC": ("procedure",), "COND": ("condition",), "ALLERGY": ("allergy",),
    "MINOR": ("condition",), "CANCER": ("condition",), "GENE": ("variant",), "HIST": ("histology",),
    "REC": ("er", "pr", "her2", "her2_ihc", "her2_ish"), "TNBC": ("er", "pr", "her2"), "IHC": ("her2_ihc", "her2"),
    "METS": ("metastasis",), "BRAINMETS": ("metastasis", "brain_metastases"), "SITE": ("metastasis",),
    "EXTENT": ("disease_extent",), "STAGE": ("stage_clinical",), "TCODE": ("cT",), "NCODE": ("cN",),
    "ECOG": ("ecog",), "KPS": ("karnofsky",), "PS": ("ecog",), "LIFE": ("life_expectancy",), "SEX": ("sex",),
    "MENO": ("menopausal",), "PREG": ("pregnant",), "LACT": ("breastfeeding",), "CONTRA": ("contraception",),
    "MEAS": ("measurable_disease",), "EVAL": ("measurable_disease",), "REACTION": ("adverse_event",)}


def relevant(lines: Iterable[str], dictionary: Dictionary) -> tuple[list[str], frozenset[str]]:
    """(variables by how much the lines speak of them, codes the lines name)."""
    words, weight, named = lexicon(dictionary), Counter[str](), set[str]()
    for line in lines:
        for token in tokens(line[:LONGEST_LINE], words)[1]:
            if isinstance(token.value, str):
                named.add(token.value)
                if token.value in dictionary:
                    weight[token.value] += 3
            weight.update(name for name in _MEANT.get(token.tag, ()) if name in dictionary)
    return [name for name, _ in weight.most_common()], frozenset(named)


def entry(variable: Variable, named: frozenset[str]) -> str:
    """One entry in a line or two: its name, what it takes and what it is called."""
    head = f"{variable.id} ({variable.words['en']} / {variable.words['zh']}): "
    if variable.value is not None:
        return head + _takes(variable.value, named)
    return head + "event; fields " + "; ".join(f"{name} {_takes(one, named)}" for name, one in variable.fields.items())


def _takes(kind: Field, named: frozenset[str]) -> str:
    if kind.codes is not None:
        return _codes(kind.codes.codes, kind, named)
    if kind.type in ("number", "whole"):
        return f"number{f' in {kind.unit}' if kind.unit else ''}"
    return {"yes_no": "yes | no", "date": "date"}.get(kind.type, kind.type)


def _codes(codes: Mapping[str, object], kind: Field, named: frozenset[str]) -> str:
    if len(codes) <= MOST_CODES:
        return " | ".join(codes)
    assert kind.codes is not None
    near = {code for code in named if code in codes}
    near |= {above for code in near for above in kind.codes.above(code)}
    return " | ".join(sorted(near)) if near else "(a code of a long list; none is named in the text)"
