"""Codes in sentences: each must stand in the codelist, and brings with it what lies under it."""

from __future__ import annotations

from paeonia.criteria.trouble import Trouble
from paeonia.record.dictionary import YES_NO, Field
from paeonia.record.located import Located


def wanted(kind: Field, variable: str, value: Located) -> tuple[tuple[str, ...], frozenset[str], frozenset[str]]:
    """One code or a list of codes, with what the codelist makes of them; text and yes/no mean themselves."""
    items = value.value if value.is_list() else [value]
    if not items:
        raise Trouble("no-test", value.place, variable=variable, example="[...]")
    codes = tuple(sorted({code(kind, variable, item) for item in items}))
    if kind.codes is None:
        return codes, frozenset(codes), frozenset()
    return codes, *kind.codes.meaning(codes)


def code(kind: Field, variable: str, item: Located) -> str:
    """One code as written; the nearest one is offered for a misspelt one."""
    text = item.text()
    if not text or item.is_map() or item.is_list():
        raise Trouble("no-test", item.place, variable=variable, example="...")
    if kind.type == "yes_no":
        text = {"true": "yes", "false": "no"}.get(text.lower(), text.lower())
        if text not in YES_NO:
            raise Trouble("unknown-value", item.place, value=text, variable=variable, hint="", expected="yes, no")
        return text
    if kind.codes is None:
        return text
    if text not in kind.codes:
        close = kind.codes.find(text) or kind.codes.nearest(text)
        expected = list(kind.codes.codes)
        raise Trouble("unknown-value", item.place, value=text, variable=variable,
                      hint=f" (“{close}”?)" if close else "",
                      expected=", ".join(expected[:12]) + (" ..." if len(expected) > 12 else ""))
    return text
