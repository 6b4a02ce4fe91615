"""A line's sentence read: the node or what is wrong with it, its words, and what the lint thinks of it alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from paeonia.criteria.lint import lint
from paeonia.criteria.nodes import Ask, Node, Not
from paeonia.criteria.read import sentence
from paeonia.guidance.said import sentence_words
from paeonia.knowledge.dictionary import dictionary
from paeonia.record.problems import Problem, Refused, messages

LONGEST = 20_000    # letters of one sentence
STOPS = frozenset({"lint-contradiction", "lint-never"})     # warnings with which nothing is submitted

messages({
    "sentence-long": ("the sentence is longer than {n} characters. Split the line.", "语句超过 {n} 个字符，请拆分该行。"),
    "sentence-deep": ("the sentence is nested too deeply. Split the line.", "语句嵌套过深，请拆分该行。"),
})


@dataclass(frozen=True)
class Read:
    """A sentence as the language reads it; `node` is None when it does not parse."""

    node: Node | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def words(self) -> dict[str, str] | None:
        """The sentence in both languages."""
        return sentence_words(self.node, dictionary()) if self.node is not None else None


def read(text: str) -> Read:
    """Read one sentence; the same text is read once for each state of the dictionary."""
    return _read(text, dictionary().version)


@lru_cache(maxsize=4_096)
def _read(text: str, _rules: str) -> Read:
    if len(text) > LONGEST:
        return Read(None, (Problem("sentence-long", "", {"n": LONGEST}),))
    try:
        node = sentence(text.replace("\0", "\ufffd"), dictionary())
        return Read(node, (), tuple(lint(node, dictionary())))
    except Refused as refused:
        return Read(None, tuple(refused.problems))
    except RecursionError:
        return Read(None, (Problem("sentence-deep"),))


class _Plain(yaml.SafeDumper):
    """Writes `yes`, `2+` and `1.5` without quotes: the language reads every scalar as its text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  the name is the library's


def written(data: Any) -> str:
    """Plain data as YAML, as people of this house write it."""
    return str(yaml.dump(_texts(data), Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=None,
                         width=100)).strip().removesuffix("\n...")


def _texts(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _texts(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_texts(item) for item in data]
    if isinstance(data, bool):
        return "yes" if data else "no"
    return "" if data is None else str(data)


def asking(en: str, zh: str, against: bool) -> str:
    """The sentence of a question to a person; `against` when a yes speaks against the trial."""
    ask = {"ask": {"en": en, "zh": zh}}
    return written({"not": ask} if against else ask)


def asking_for(line: str, against: bool) -> str:
    """The words of a line as a question to a person, as the drafter puts them."""
    said = " ".join(line.split()).strip(" *•·-")
    if against:
        return asking(f"Does this exclusion apply: “{said}”?", f"是否符合此排除条件：“{said}”？", True)
    return asking(f"Does this hold: “{said}”?", f"是否符合：“{said}”？", False)


def asked(text: str) -> tuple[Ask, bool] | None:
    """The question of such a sentence, and whether a yes speaks against the trial."""
    node = read(text).node
    if isinstance(node, Ask):
        return node, False
    return (node.of, True) if isinstance(node, Not) and isinstance(node.of, Ask) else None
