"""How a guarded draft is judged: whoever the line excludes must have one of the things of which it asks."""

from __future__ import annotations

import pytest
from bench.drafting import _guard_asked, _parted
from bench.same import Pairs

from paeonia.knowledge.dictionary import dictionary
from paeonia.modules.trials.drafting.draft import draft

HEART = {"condition": {"group": "cardiac"}}
LUNGS = {"condition": {"group": "lung_disease"}}
STROKE = {"condition": {"group": "stroke"}}


def right(line, mark):
    found = draft(["Exclusion criteria:", line], dictionary())[1]
    pairs = Pairs(dictionary())
    asked = _guard_asked(pairs, mark, found)
    said = pairs.settle()
    return any(all(any(said[key] for key in some) for some in one) for one in asked)


@pytest.mark.parametrize("mark, wanted", [
    ({"guard": [HEART, LUNGS]}, True),
    ({"guard": [HEART]}, True),                                         # it asks more people than it need
    ({"guard": [{"condition": {"group": "heart_failure"}}]}, True),
    ({"guard": [HEART, STROKE]}, False),                                # who had a stroke slips through
    ({"guard": [{"condition": {"group": "cardiovascular"}}]}, False),
    ({"guard": [STROKE], "or": [[LUNGS]]}, True),
    ({"guard": "none"}, False),
    ({"guard": "none", "guard_part": [HEART], "or": [[HEART, LUNGS]]}, True),  # the wider reading is certain too
    ({"guard": "none", "guard_part": [HEART], "or": [[HEART, STROKE]]}, False),
    ({"guard_part": [HEART]}, False),                                   # the rest would be asked of nobody
    (None, False),
])
def test_a_guard_is_right_if_what_was_marked_implies_it(mark, wanted):
    assert right("Serious heart or lung disease", mark) == wanted


def test_what_is_forbidden_outright_need_not_be_asked_about():
    facts = [{"condition": {"group": "diabetes"}}, {"condition": {"group": "mds_aml"}}]
    assert right("Diabetes, myelodysplastic syndrome", {"guard": facts})
    assert not right("Diabetes, myelodysplastic syndrome", {"guard": [*facts, STROKE]})


def test_a_long_list_is_right_though_every_invented_patient_has_something_of_it():
    line = "Previous adjuvant breast cancer treatment with an approved or investigational anti-HER2 agent"
    assert right(line, {"guard": [{"therapy": {"class": "her2_targeted", "setting": "early"}}]})
    assert not right(line, {"guard": [{"therapy": {"class": "chemotherapy", "setting": "early"}}]})


def test_what_a_draft_says_by_itself_is_judged_apart():
    found = draft(["Exclusion criteria:", "Uncontrolled hypertension or diabetes"], dictionary())[1]
    held, node = _parted(found)
    assert held == [{"condition": {"group": ["hypertension", "diabetes"]}}]
    assert node == draft(["Exclusion criteria:", "Uncontrolled hypertension"], dictionary())[1].node
    assert _parted(draft(["Exclusion criteria:", "Serious heart disease"], dictionary())[1])[1] is None
    plain = draft(["Exclusion criteria:", "Diabetes"], dictionary())[1]
    assert _parted(plain) == ([], plain.node)
