"""The benchmark's judge: what counts as the same sentence, and what does not."""

from __future__ import annotations

import pytest
from bench.same import Pairs

from paeonia.criteria.read import sentence
from paeonia.knowledge.dictionary import dictionary

SAME = [
    ("none: [{age: {less than: 18}}]", "age: {from: 18}"),
    ("ecog: {at most: 1}", "ecog: {from: 0, to: 1}"),
    ("none: [{pregnant: yes}, {breastfeeding: yes}]", "all: [{none: [{breastfeeding: yes}]}, {none: [{pregnant: yes}]}]"),
    ("none: [{therapy: {class: [taxane, platinum]}}]", "none: [{therapy: {drug: platinum}}, {therapy: {class: taxane}}]"),
    ("none: [{radiotherapy: {ended within: 4 weeks}}]", "none: [{radiotherapy: {ended within: 28 days}}]"),
]
OTHER = [
    ("age: {from: 18}", "age: {more than: 18}"),
    ("anc: {at least: 1.5 10*9/L}", "anc: {more than: 1.5 10*9/L}"),
    ("alt: {at most: 2.5 x ULN}", "alt: {less than: 2.5 x ULN}"),
    ("therapy: {class: taxane}", "therapy: {class: taxane, setting: advanced}"),
    ("none: [{therapy: {class: taxane}}]", "therapy: {class: taxane}"),
    ("her2: negative", "er: negative"),
]


@pytest.mark.parametrize(("one", "other", "same"), [(*pair, True) for pair in SAME] + [(*pair, False) for pair in OTHER])
def test_two_sentences_are_told_apart_by_what_they_answer(one, other, same):
    pairs = Pairs(dictionary())
    pairs.add(sentence(one, dictionary()), sentence(other, dictionary()))
    assert pairs.settle() == [same]


FOLLOWS = [
    ("none: [{pregnant: yes}]", "none: [{pregnant: yes}, {breastfeeding: yes}]", True),
    ("age: {from: 18}", "all: [{age: {from: 18}}, {sex: female}]", True),
    ("ecog: {at most: 2}", "ecog: {at most: 1}", True),
    ("ecog: {at most: 1}", "ecog: {at most: 2}", False),
    ("none: [{breastfeeding: yes}]", "none: [{pregnant: yes}]", False),
]


@pytest.mark.parametrize(("part", "whole", "follows"), FOLLOWS)
def test_a_part_is_right_only_where_it_follows_from_the_whole(part, whole, follows):
    pairs = Pairs(dictionary())
    pairs.add(sentence(part, dictionary()), sentence(whole, dictionary()), follows=True)
    assert pairs.settle() == [follows]
