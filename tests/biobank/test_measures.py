"""Units and sides as people read them: no bare UCUM annotation, and in Chinese a side is a side."""

from decimal import Decimal

import pytest
from django.utils import translation

from paeonia.modules.biobank.choices import Side, Stage
from paeonia.modules.biobank.custody.telling import told
from paeonia.modules.biobank.forms import MakeForm, RequirementForm
from paeonia.modules.biobank.measures import measured, units
from paeonia.modules.biobank.models import CustodyEvent
from paeonia.modules.biobank.requests.choices import State
from paeonia.modules.biobank.vocabulary import vocabulary


@pytest.mark.parametrize(("quantity", "unit", "en", "zh"), [
    ("3", "{piece}", "3 pieces", "3 块"), ("1", "{slide}", "1 slide", "1 张"), ("500.0", "uL", "500 µL", "500 µL"),
    ("4", "mL", "4 mL", "4 mL"), ("5", "10*6", "5 ×10⁶", "5 ×10⁶"), ("2", "{dozen}", "2 dozen", "2 dozen")])
def test_a_quantity_is_written_as_people_write_it(quantity, unit, en, zh):
    for tag, said in (("en", en), ("zh-hans", zh)):
        with translation.override(tag):
            assert measured(Decimal(quantity), unit) == said
    assert measured(None, unit) == ""


def test_every_unit_a_type_usually_has_can_be_chosen():
    types = vocabulary().types
    with translation.override("zh-hans"):
        offered = dict(units())
    assert {types.get(code).unit for code in types} <= set(offered)
    assert not [said for said in offered.values() if "{" in said]


def test_a_form_keeps_the_unit_a_tube_came_with():
    assert ("dL", "dL") in MakeForm(initial={"unit": "dL"}).fields["unit"].choices
    sent = {"code": "A", "kind": "plasma", "quantity": "1", "unit": "dL", "pieces": "1"}
    form = RequirementForm(sent)
    assert form.is_valid() and form.cleaned_data["unit"] == "dL"


def test_left_is_a_side_in_chinese_and_an_edition_is_not_a_paper():
    with translation.override("zh-hans"):
        assert [str(Side(one).label) for one in ("left", "right", "both")] == ["左侧", "右侧", "双侧"]
        assert str(Stage.PUBLISHED.label) == "已发布" and str(State.APPROVED.label) == "已批准"


def test_custody_says_the_day_and_the_reason_in_words():
    with translation.override("zh-hans"):
        said = told(CustodyEvent(deed="checked_out", fields={"back_by": "2026-03-02T01:00:00+00:00", "why": "spoilt",
                                                             "quantity": "2", "unit": "{slide}"}))
    assert said == ["2 张", "预计 2026-03-02 09:00 归还", "损毁"]


def test_custody_says_what_was_measured_and_how_warm_it_was():
    measured_it = CustodyEvent(deed="quality", fields={"kind": "haemolysis", "value": "slight"})
    gone = CustodyEvent(deed="quality", fields={"kind": "left the list", "value": 3.5})
    warm = CustodyEvent(deed="quality", fields={"test": "temperature_exposure", "value": 45, "extreme_c": -52.0,
                                                "limit_c": -60.0, "judgement": "x"})
    with translation.override("zh-hans"):
        assert told(measured_it) == ["溶血程度（目测）：轻度"]
        assert told(warm) == ["超出限值 -60 °C 达 45 分钟，最差 -52 °C", "x"]
    with translation.override("en"):
        assert told(gone) == ["left the list: 3.5"]


def test_no_short_form_ends_in_a_digit():
    """A number follows it on a label: PL2 and the first tube would read as PL and the twenty-first."""
    forms = [one.codes["label"][0] for one in vocabulary().types.codes.codes.values() if one.codes.get("label")]
    assert len(forms) > 30
    assert [form for form in forms if form[-1].isdigit()] == []
