"""Guards as sentences: `none: [{all: [thing, ask]}]`, beside whatever else was drafted of the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from paeonia.modules.trials.drafting.guard_things import Item
from paeonia.modules.trials.drafting.patterns import Data
from paeonia.modules.trials.drafting.questions import question
from paeonia.record.dictionary import Dictionary

# Which list holds the codes of a kind of event, and the field they stand in.
_LISTS = {"condition": ("conditions", "group"), "therapy": ("agents", "class"), "procedure": ("procedures", "kind"),
          "metastasis": ("sites", "site"), "adverse_event": ("reactions", "term"), "vaccination": ("", "kind")}


def _data(items: list[Item], dictionary: Dictionary) -> list[Data]:
    """Tests, one of each kind, without codes that another of them contains."""
    made: list[Data] = []
    for event in dict.fromkeys(event for event, _ in items):
        codes = [code for kind, code in items if kind == event]
        if event == "bilateral":
            made.append({"bilateral": True})
        elif "" in codes:
            made.append({event: {}})
        elif event == "disease_extent":
            made.append({event: codes[0]})
        else:
            listed, field = _LISTS[event]
            codelist = dictionary.codelists.get(listed)
            if codelist is not None:
                codes = [one for one in codes if one in codelist and not set(codelist.above(one)) & set(codes)]
            value: Any = codes[0] if len(codes) == 1 else codes
            made.append({event: {field: value}})
    return made


def guarded(told: Data | None, items: list[Item], line: str, side: str, dictionary: Dictionary) -> Data | None:
    """What was drafted of a line and, for whoever has one of the things it forbids, a question about all of it."""
    found = _data([item for item in items if not (told and _barred(item, told["none"], dictionary))], dictionary)
    if not found:
        return None
    asked = question("other", line, side)
    ask: Data = {"ask": {"en": asked.en, "zh": asked.zh}}
    thing = found[0] if len(found) == 1 else {"any": found}
    return {"none": [*(told["none"] if told else ()), {"all": [thing, ask if side == "exclusion" else {"not": ask}]}]}


def _barred(item: Item, told: Sequence[Data], dictionary: Dictionary) -> bool:
    """Nobody who has it passes anyway."""
    event, code = item
    listed, field = _LISTS.get(event, ("", ""))
    codelist = dictionary.codelists.get(listed)
    above = {code, *(codelist.above(code) if codelist is not None and code in codelist else ())}
    for one in told:
        test = one.get(event)
        if test is True or code and test == code:
            return True
        if not isinstance(test, dict) or set(test) - {field}:
            continue
        named = test.get(field)
        if named is None or above & set(named if isinstance(named, list) else [named]):
            return True
    return False


def is_guard(item: Data) -> bool:
    """One of the things that a sentence forbids is a guard: it ends in a question."""
    last = item["all"][-1] if set(item) == {"all"} and item["all"] else {}
    return "ask" in last or "ask" in (last.get("not") or ())


def only_guards(data: Data | None) -> Data | None:
    """What is left of a sentence if only a person may exclude; None if nothing is."""
    kept = [item for item in data["none"] if is_guard(item)] if data and set(data) == {"none"} else []
    return {"none": kept} if kept else None
