"""Articles asked of a record: which concern her, and why; and how many patients no article serves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from paeonia.chart import door
from paeonia.criteria.columns import Columns
from paeonia.criteria.nodes import AnyOf, Node
from paeonia.criteria.population import Matcher
from paeonia.criteria.read import sentence
from paeonia.guidance import questions, verdicts
from paeonia.guidance.questions import Question
from paeonia.guidance.said import said
from paeonia.knowledge.dictionary import dictionary
from paeonia.people.viewer import Viewer, system_viewer

from . import queries
from .models import ArticlePage
from .readers import read

FAMILY = "article"
# Groups an editor thinks in; each is a sentence like any other.
GROUPS: Mapping[str, tuple[dict[str, str], str]] = {
    "chemotherapy": ({"en": "on chemotherapy", "zh": "正在化疗"}, "therapy: {class: chemotherapy, ongoing: yes}"),
    "endocrine": ({"en": "on endocrine treatment", "zh": "正在内分泌治疗"},
                  "therapy: {class: endocrine_therapy, ongoing: yes}"),
    "cdk46": ({"en": "on a CDK4/6 inhibitor", "zh": "正在使用 CDK4/6 抑制剂"},
              "therapy: {class: cdk46_inhibitor, ongoing: yes}"),
    "her2": ({"en": "on treatment against HER2", "zh": "正在抗 HER2 治疗"}, "therapy: {class: her2_targeted, ongoing: yes}"),
    "adc": ({"en": "on an antibody-drug conjugate", "zh": "正在使用抗体偶联药物"}, "therapy: {class: adc, ongoing: yes}"),
    "bone": ({"en": "with bone metastases", "zh": "有骨转移"}, "metastasis: {site: bone}"),
    "brain": ({"en": "with brain metastases", "zh": "有脑转移"}, "metastasis: {site: brain}"),
    "young": ({"en": "under 40", "zh": "40 岁以下"}, "age: {to: 39}"),
    "old": ({"en": "70 and older", "zh": "70 岁及以上"}, "age: {from: 70}"),
    "advanced": ({"en": "with advanced disease", "zh": "晚期"}, "disease_extent: advanced"),
}


@dataclass(frozen=True)
class Suggested:
    """An article that concerns a record, with the criterion that says so."""

    page: ArticlePage
    why: Any


@dataclass(frozen=True)
class Unserved:
    """A group of patients: how many surely belong to it, and how many of those surely concern no article."""

    words: dict[str, str]
    belong: int
    without: int


def provided() -> dict[str, Question]:
    """Each article's sentence as a question of the record; one that cannot be read is left out and shown to editors."""
    return dict(_provided(queries.stamp(), dictionary().version))


@lru_cache(maxsize=4)
def _provided(stamp: int, version: str) -> tuple[tuple[str, Question], ...]:
    found = []
    for page in queries.articles("zh"):
        node, _trouble = read(page.for_whom)
        if node is not None:
            digest = hashlib.sha256(page.for_whom.encode()).hexdigest()[:12]
            words = {"zh": page.title, "en": page.title}
            found.append((str(page.translation_key), Question(str(page.translation_key), words, node, digest,
                                                              "education library", str(page.last_published_at or "")[:10])))
    return tuple(found)


def suggested(line: Any, tongue: str) -> list[Suggested]:
    """Articles whose sentence her record surely answers with yes; unknown is never yes."""
    asked = questions.questions(FAMILY)
    told = verdicts.answers(line, asked)
    fits = [key for key, answer in told.items() if answer.word == "yes"]
    pages = queries.by_key(fits, tongue)
    return [Suggested(pages[key], said(verdicts.why(line, asked[key]), line)) for key in fits if key in pages]


def unserved(viewer: Viewer) -> list[Unserved]:
    """For each group of patients of the viewer's hospitals, how many no article is written for; asked of all at once.

    An editor may open no chart: the house asks in its own name, and nothing but counts leaves.
    """
    columns: Columns = door.columns(system_viewer("articles for whom there is none", viewer.hospital_ids))
    groups = [sentence(text, dictionary()) for _, text in GROUPS.values()]
    nodes: list[Node] = [one.node for one in questions.questions(FAMILY).values()]
    served = AnyOf(tuple(nodes)) if nodes else AnyOf(())
    told = Matcher([*groups, served]).match(columns)
    reached = told.answers(len(groups))
    found = []
    for number, (words, _) in enumerate(GROUPS.values()):
        mine = told.answers(number) == 2     # noqa: PLR2004  surely in the group
        found.append(Unserved(words, int(mine.sum()), int(np.count_nonzero(mine & (reached != 2)))))     # noqa: PLR2004
    return found
