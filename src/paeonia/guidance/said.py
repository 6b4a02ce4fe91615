"""Reasons in the shape that pages show: sentences in both languages, the facts read, what would settle the unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from paeonia.chart.said import spoken_source
from paeonia.criteria.kleene import UNKNOWN, negated
from paeonia.criteria.nodes import AnyOf, Ask, Compare, Event, Is, Node, Not, leaves, variable_of
from paeonia.criteria.person import Reason
from paeonia.criteria.word_parts import span_words
from paeonia.criteria.words import both, heading
from paeonia.guidance.fact_words import fact_words
from paeonia.record.dictionary import Dictionary
from paeonia.record.facts import Fact
from paeonia.record.timeline import Timeline
from paeonia.ui import shapes

# Its parts are then said in the negative, so that "yes" is good news on every line of a page.
NONE_OF = {"en": "Exclusions: none of them applies", "zh": "排除标准：以下情形均不存在"}
MOST_FACTS = 3
MOST_TOPICS = 4     # a group about more than this is called by its heading alone


def said(reason: Reason, line: Timeline) -> shapes.Reason:
    """The whole reasoning of one verdict, ready for the page."""
    node = reason.node
    inner = reason.of[0] if isinstance(node, Not) else None
    if inner is not None and isinstance(inner.node, AnyOf):
        return shapes.Reason(NONE_OF, reason.answer.word, (), tuple(said(opposite(part), line) for part in inner.of))
    if reason.leaf or (inner is not None and inner.leaf):
        return _leaf(reason, inner or reason, line)
    parts = tuple(said(part, line) for part in (inner or reason).of)
    return shapes.Reason(group_words(node, line.dictionary), reason.answer.word, (), parts)


def group_words(node: Node, words: Dictionary) -> dict[str, str]:
    """A group by its heading and what it is about, so that it can be read while its parts are folded away."""
    names = {language: heading(node, language) for language in ("en", "zh")}  # type: ignore[arg-type]
    topics: dict[str, dict[str, str]] = {}
    for leaf in leaves(node):
        if not isinstance(leaf, Ask):
            topics.setdefault(variable_of(leaf), missing_words(variable_of(leaf), words))
    if not topics or len(topics) > MOST_TOPICS:
        return names
    return {"en": f"{names['en']}: {', '.join(topic['en'] for topic in topics.values())}",
            "zh": f"{names['zh']}：{'、'.join(topic['zh'] for topic in topics.values())}"}


def opposite(reason: Reason) -> Reason:
    """The reason for the opposite sentence."""
    if isinstance(reason.node, Not):
        return reason.of[0]
    return Reason(negated(reason.answer), Not(reason.node), (reason,))


def _leaf(reason: Reason, leaf: Reason, line: Timeline) -> shapes.Reason:
    words = line.dictionary
    facts = tuple(shapes.FactRead(fact_words(fact, words), _day(fact, words),
                                  source_words(fact.source, words)) for fact in leaf.facts[:MOST_FACTS])
    return shapes.Reason(sentence_words(reason.node, words), reason.answer.word, facts, note=_note(leaf, line),
                         settle=settle_words(leaf.node, words) if reason.answer == UNKNOWN else "")


def _day(fact: Fact, words: Dictionary) -> str | None:
    """Birth date and sex hold from no particular day, so none is missed; a course tells its own days."""
    if fact.fields.get("start"):
        return ""
    undated = fact.on is None and fact.variable in words and words[fact.variable].kind == "attribute"
    return "" if undated else fact.on


def sentence_words(node: Node, words: Dictionary) -> dict[str, str]:
    """A criterion in both languages; a negated one as its plain opposite wherever there is one."""
    inner = node.of if isinstance(node, Not) else None
    if isinstance(inner, Is) and words[inner.variable].type == "yes_no" and len(inner.values) == 1:
        other = "no" if inner.values[0] == "yes" else "yes"
        return both(replace(inner, values=(other,)), words)
    if isinstance(inner, Compare) and (inner.low is None) != (inner.high is None):
        bound = inner.low or inner.high
        assert bound is not None
        turned = replace(bound, inclusive=not bound.inclusive)
        return both(replace(inner, low=turned if inner.low is None else None,
                            high=turned if inner.high is None else None), words)
    if isinstance(inner, Ask):
        return {"en": f"Not so: {inner.en}", "zh": f"不存在：{inner.zh}"}
    return both(node, words)


def source_words(source: str, words: Dictionary) -> dict[str, str]:
    """Where a fact stands; a derived one names what it was derived from."""
    if not source:
        return {"en": "source not recorded", "zh": "来源未记录"}
    if not source.startswith("derived: "):
        said = spoken_source(source)
        return {"en": said, "zh": said} if isinstance(said, str) else dict(said)
    names = [words[name].words if name in words else {"en": name, "zh": name}
             for name in source.removeprefix("derived: ").split(", ")]
    return {"en": "derived from " + ", ".join(name["en"] for name in names),
            "zh": "由 " + "、".join(name["zh"] for name in names) + " 推算"}


def _note(leaf: Reason, line: Timeline) -> object:
    """Why a fact on record did not count (too old), or how we know that a list leaves nothing out."""
    node = leaf.node
    if isinstance(node, (Is, Compare)) and node.window and leaf.answer == UNKNOWN:
        found = line.latest.get(node.variable)
        if found and found.day < node.window.before(line.as_of):
            return {"en": f"Older than {span_words(node.window, 'en')}: it does not count any more.",
                    "zh": f"已超过 {span_words(node.window, 'zh')}，不再有效。"}
    if not isinstance(node, Event):
        return ""
    name, more = line.dictionary[node.variable].words, len(leaf.facts) - MOST_FACTS
    parts = {"en": [f"{more} more of this list were read."] if more > 0 else [],
             "zh": [f"另读取了该列表的 {more} 条记录。"] if more > 0 else []}
    if node.variable in line.complete:
        on = line.reviewed[node.variable]
        parts["en"].append(f"The list “{name['en']}” was reviewed as complete on {on}.")
        parts["zh"].append(f"“{name['zh']}”列表已于 {on} 核对完整。")
    return {"en": " ".join(parts["en"]), "zh": "".join(parts["zh"])} if parts["en"] else ""


def settle_words(node: Node, words: Dictionary) -> object:
    """What to do so that an unknown criterion becomes known."""
    if isinstance(node, Event):
        name = words[node.variable].words
        return {"en": f"record it, or record the list “{name['en']}” as reviewed",
                "zh": f"补录该项；如确无此项，将“{name['zh']}”登记为已核对"}
    if isinstance(node, Ask):
        return {"en": "answer the question", "zh": "回答该问题"}
    return {"en": "record the current value", "zh": "补录当前结果"}


def questions_asked(nodes: Iterable[Node]) -> dict[str, Ask]:
    """The questions to a person within some sentences, by their English text."""
    return {leaf.en: leaf for node in nodes for leaf in leaves(node) if isinstance(leaf, Ask)}


def to_ask_words(variable: str, words: Dictionary, asks: Mapping[str, Ask] | None = None) -> dict[str, str]:
    """What to do about a missing variable, in a few words; of a list it is to look whether it is complete."""
    said = missing_words(variable, words, asks)
    if variable in words and words[variable].kind == "event":
        return {"en": f"check that “{said['en']}” is recorded in full", "zh": f"核对“{said['zh']}”是否记录完整"}
    return said


def missing_words(variable: str, words: Dictionary, asks: Mapping[str, Ask] | None = None) -> dict[str, str]:
    """What a missing variable is called; a question to a person is said as the question."""
    if variable.startswith("ask: "):
        text = variable.removeprefix("ask: ")
        known = (asks or {}).get(text)
        return {"en": known.en, "zh": known.zh} if known else {"en": text, "zh": text}
    if variable in words:
        return dict(words[variable].words)
    return {"en": variable, "zh": variable}
