"""A first draft says what the structured record says, in both languages, and leaves to the writer what it does not."""

from dataclasses import replace

import pytest

from paeonia.modules.trials import queries
from paeonia.modules.trials.plain.content import missing
from paeonia.modules.trials.plain.drafting import draft

pytestmark = pytest.mark.django_db


def test_arms_drugs_setting_and_placebo_come_from_the_record():
    made = draft(queries.detail("dawna-1"))
    what = made["en"]["short"]["what"]
    assert "dalpiciclib" in what.casefold() and "There are 2 groups:" in what and "placebo" in what.casefold()
    assert "达尔西利" in made["zh"]["short"]["what"] and "安慰剂" in made["zh"]["short"]["what"]
    assert "spread or cannot be removed" in made["en"]["short"]["who"] and "phase 3" in made["en"]["more"]["what"]


def test_criteria_are_said_in_the_words_of_the_criteria_language():
    said = draft(queries.detail("dawna-1"))["en"]["more"]["who"]
    node = queries.structured_questions()["dawna-1"].node
    assert queries.said(node.of[0])["en"] in said and "These must not be so:" in said


def test_chance_and_blinding_are_said_only_when_the_record_says_so():
    detail = queries.detail("dawna-1")
    silent = draft(replace(detail, record={}))["en"]["short"]["part"]
    assert "by chance" in silent and silent.startswith("[Writer:")
    told = draft(replace(detail, record={"allocation": "RANDOMIZED", "masking": "QUADRUPLE"}))["en"]["short"]["part"]
    assert told.startswith("A computer puts each person") and "Neither you nor your doctor will know" in told
    open_ = draft(replace(detail, record={"allocation": "RANDOMIZED", "masking": "NONE"}))["en"]["short"]["part"]
    assert "You and your doctor know" in open_


@pytest.mark.parametrize("slug", ["destiny-breast04", "cambria-1", "apt", "aphinity"])
def test_every_draft_is_whole_and_always_the_same(slug):
    detail = queries.detail(slug)
    assert draft(detail) == draft(detail) and missing(draft(detail)) == []
