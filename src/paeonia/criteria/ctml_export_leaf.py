"""One of our criteria as CTML nodes, where CTML has the words for exactly that; CannotSay where it has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from paeonia.criteria import ctml_words as words
from paeonia.criteria.ctml_export_variant import CannotSay, genomic_leaves
from paeonia.criteria.nodes import Aged, Bound, CodeTest, Compare, Event, Is, Leaf
from paeonia.record.dictionary import Dictionary

Nodes = dict[str, Any]
Said = tuple[str, dict[str, str]]


def leaf_nodes(leaf: Leaf, negated: bool, dictionary: Dictionary) -> Nodes:
    """The node for a criterion or for its negation."""
    if isinstance(leaf, Aged):
        return _range("age_numerical", _years(leaf.low), None if leaf.high is None else f"<{leaf.high / 12:.4g}", negated)
    if isinstance(leaf, Is) and leaf.window is None:
        return _either([_is(leaf.variable, value, dictionary) for value in leaf.values], negated)
    if isinstance(leaf, Compare) and leaf.variable == "tmb" and leaf.window is None:
        return _range("tmb_numerical", _bound(leaf.low, ">"), _bound(leaf.high, "<"), negated)
    if isinstance(leaf, Event) and not leaf.times and leaf.count is None:
        if leaf.variable == "variant":
            return _either([("genomic", each) for each in genomic_leaves(leaf, dictionary)], negated)
        if leaf.variable == "therapy":
            return _either(_agents(leaf, dictionary), negated)
    raise CannotSay


def _years(months: int | None) -> str | None:
    return None if months is None else f">={months / 12:.4g}"


def _bound(bound: Bound | None, sign: str) -> str | None:
    if bound is None:
        return None
    if bound.times_uln:
        raise CannotSay
    return f"{sign}{'=' if bound.inclusive else ''}{bound.number:g}"


def _range(key: str, low: str | None, high: str | None, negated: bool) -> Nodes:
    ends = [end for end in (low, high) if end is not None]
    if negated:
        ends = [_flipped(end) for end in ends]
    nodes = [{"clinical": {key: end}} for end in ends]
    if len(nodes) == 1:
        return nodes[0]
    return {"or" if negated else "and": nodes}


def _flipped(end: str) -> str:
    sign = end.rstrip("0123456789.e+-")
    return {">=": "<", ">": "<=", "<": ">=", "<=": ">"}[sign] + end[len(sign):]


def _either(leaves: list[Said], negated: bool) -> Nodes:
    """One of several leaves, or none of them."""
    nodes = [{kind: _excluded(keys) if negated else keys} for kind, keys in leaves]
    if len(nodes) == 1:
        return nodes[0]
    return {"and" if negated else "or": nodes}


def _excluded(keys: dict[str, str]) -> dict[str, str]:
    """`!` stands on the category where there is one, else on the first key."""
    marked = "variant_category" if "variant_category" in keys else next(iter(keys))
    return {key: f"!{value}" if key == marked else value for key, value in keys.items()}


def _is(variable: str, value: str, dictionary: Dictionary) -> Said:
    if variable in words.SIGNATURES:
        return "genomic", {variable: value.capitalize()}
    say = _SAID.get(variable)
    if say is None:
        raise CannotSay
    return say(value, dictionary)


def _table(key: str, table: dict[str, str], kind: str = "clinical") -> Callable[[str, Dictionary], Said]:
    spoken = {code: word for word, code in reversed(table.items())}     # the first word for a code wins

    def say(value: str, _: Dictionary) -> Said:
        if value not in spoken:
            raise CannotSay
        word = spoken[value]
        return kind, {key: word.upper() if key == "ms_status" else word.title()}
    return say


def _histology(value: str, _: Dictionary) -> Said:
    for name, codes in words.HISTOLOGY.items():
        if codes == (value,) and not name.startswith("_"):
            return "clinical", {"oncotree_primary_diagnosis": name}
    raise CannotSay


def _oncotree(value: str, dictionary: Dictionary) -> Said:
    field = dictionary["oncotree"].value
    assert field is not None and field.codes is not None
    return "clinical", {"oncotree_primary_diagnosis": field.codes.codes[value].words["en"]}


def _inflammatory(value: str, _: Dictionary) -> Said:
    return "clinical", {"oncotree_primary_diagnosis": ("" if value == "yes" else "!") + "Inflammatory Breast Cancer"}


def _agents(leaf: Event, dictionary: Dictionary) -> list[Said]:
    """CTIMS' prior treatment: a drug, whenever it was given."""
    if len(leaf.tests) != 1 or leaf.tests[0].field != "drug" or not isinstance(leaf.tests[0], CodeTest) \
            or leaf.tests[0].negated:
        raise CannotSay
    field = dictionary["therapy"].field("drug")
    assert field is not None and field.codes is not None
    return [("prior_treatment", {"prior_treatment_agent": field.codes.codes[value].words["en"]})
            for value in leaf.tests[0].values]


_SAID: dict[str, Callable[[str, Dictionary], Said]] = {
    "sex": _table("gender", words.GENDER),
    "er": _table("er_status", words.STATUS), "pr": _table("pr_status", words.STATUS),
    "her2": _table("her2_status", words.STATUS),
    "disease_extent": _table("disease_status", words.EXTENT),
    "msi": _table("ms_status", words.MSI["ms_status"], "genomic"),
    "histology": _histology, "oncotree": _oncotree, "inflammatory": _inflammatory,
}
