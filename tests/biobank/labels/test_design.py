"""Designs: those that ship are sound, mistakes are told with their line, warnings have their cause."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paeonia.modules.biobank.labels.design import broken, filled, fitting, sample
from paeonia.modules.biobank.labels.design_lint import LEAST_POINTS, lint
from paeonia.modules.biobank.labels.design_reading import from_plain, plain, read, shipped
from paeonia.modules.biobank.labels.faces import measure
from paeonia.record.problems import Refused

GOOD = """
code: mine
words: {en: Mine, zh: 自制}
medium: {width: 25, height: 12}
fields:
  - {code: datamatrix, text: "%LABEL%", x: 0.5, y: 0.5, side: 9}
  - {text: "%TYPE%", x: 10, y: 1, width: 14, points: 6}
"""
KNOWN = {"LABEL": "PBC-0001.WB1", "TYPE": "血浆", "SP_TYPE": "PL", "PPI": "PBC-0001", "EVENT_CODE": "C1D1",
         "QUANTITY": "500 uL", "COLLECTED_ON": "2026-03-02", "BOX": "F1-R2-B07", "POSITION": "3/2/7", "HOSPITAL": "示范医院"}


def test_the_designs_that_ship_are_the_ones_a_bank_needs_and_raise_no_warning():
    assert set(shipped()) == {"cryotube", "cap_dot", "slide", "cassette", "box"}
    for design in shipped().values():
        for known in (None, KNOWN, KNOWN | {"LABEL": "PBC-0123.WB12.PL10.24"}):
            assert [str(one) for one in lint(design, known)] == []


@pytest.mark.parametrize("code", ["cryotube", "cap_dot", "slide", "cassette", "box"])
def test_a_design_is_kept_as_it_was_read(code):
    design = shipped()[code]
    assert from_plain(json.loads(json.dumps(plain(design)))) == design
    assert read(json.dumps(plain(design))) == design


def problems_of(text):
    with pytest.raises(Refused) as caught:
        read(text, "mine.yaml")
    for one in caught.value.problems:
        assert "{" not in one.text("en") + one.text("zh")
    return [(one.code, one.place) for one in caught.value.problems]


@pytest.mark.parametrize(("old", "new", "code", "line"), [
    ("width: 25", "width: 0", "design-shape", 4),
    ("width: 25", "width: wide", "design-shape", 4),
    ("width: 25", "width: .nan", "design-shape", 4),
    ("width: 25", "width: .inf", "design-shape", 4),
    ("height: 12", "height: 12, across: 1.5", "design-shape", 4),
    ("height: 12", "height: 12, round: perhaps", "design-shape", 4),
    ("height: 12", "hight: 12", "design-unknown", 4),
    ("zh: 自制", "de: Meins", "design-shape", 3),
    ("code: mine", "code:", "design-shape", 2),
    ("code: mine", 'code: "a\\0b"', "design-shape", 2),
    ("en: Mine", 'en: "a\\0b"', "design-shape", 3),
    ("en: Mine", 'en: " "', "design-shape", 3),
    ("%TYPE%", "%TYPE%\\0", "label-control", 7),
    ("code: datamatrix", "code: aztec", "design-shape", 6),
    ("%TYPE%", "%TIPE%", "label-unknown-token", 7),
    ("%TYPE%", "%SYS_UID%", "label-token-level", 7),
    ("points: 6", "points: 1", "design-shape", 7),
])
def test_a_mistake_in_a_design_is_told_with_its_line(old, new, code, line):
    assert old in GOOD
    assert (code, f"mine.yaml:{line}") in problems_of(GOOD.replace(old, new, 1))


def test_all_mistakes_are_told_at_once_and_the_near_word_is_named():
    text = GOOD.replace("height", "hight").replace("aztec", "x").replace("side: 9", "side: -1")
    assert len(problems_of(text)) >= 3
    with pytest.raises(Refused) as caught:
        read(text)
    assert "did you mean height?" in str(caught.value)


@pytest.mark.parametrize("text", ["", "[]", "a: b", "{", "fields: 3", "--- \n---\n"])
def test_what_is_no_design_is_refused(text):
    assert problems_of(text)


def codes(text, known=None):
    found = lint(read(text), known)
    for one in found:
        assert "{" not in one.text("en") + one.text("zh")
    return [one.code for one in found]


@pytest.mark.parametrize(("old", "new", "expected"), [
    ("side: 9", "side: 9", []),
    ("side: 9", "side: 12", ["design-outside", "design-overlap"]),
    ("width: 14", "width: 15.5", ["design-outside"]),
    ("x: 10", "x: 9", ["design-overlap"]),
    ("side: 9", "side: 2.5", ["design-fine"]),
    ("width: 14", "width: 2", ["design-small"]),
    ("height: 12", "height: 12, round: yes", ["design-outside", "design-outside"]),
    ("%LABEL%", "标签 %LABEL%", ["code-not-ascii"]),
])
def test_each_warning_about_a_design_has_its_cause(old, new, expected):
    assert old in GOOD
    assert codes(GOOD.replace(old, new, 1)) == expected


def test_a_text_that_is_not_recorded_is_left_out_and_a_code_never_is():
    design = read(GOOD)
    assert [one.text for one in filled(design, {"LABEL": "A1"})] == ["A1"]
    with pytest.raises(Refused):
        filled(design, {"TYPE": "血浆"})
    assert codes(GOOD, {"TYPE": "血浆"}) == ["label-lacks"]


def test_the_sample_of_a_preview_says_every_token():
    for design in shipped().values():
        assert len(filled(design, sample(design))) >= len(design.fields)


def test_a_long_text_is_set_smaller_and_fits():
    long = "PBC-0001.WB1.PL1.12-超长标签"
    size = fitting(long, 20, 8)
    assert LEAST_POINTS - 2 < size < 8
    assert measure(long, size) == pytest.approx(20)
    assert fitting("A", 20, 8) == 8


@given(st.text(max_size=60), st.integers(1, 6))
def test_a_text_broken_into_lines_keeps_every_sign(text, many):
    pieces = broken(text, many)
    assert "".join(pieces) == text
    assert len(pieces) == many


def test_a_long_label_is_broken_at_its_own_signs():
    assert broken("PBC-0123.WB12.PL10.24", 2) == ["PBC-0123.", "WB12.PL10.24"]
    assert broken("PBC-0001.WB1", 2) == ["PBC-0001.", "WB1"]
    design = shipped()["cryotube"]
    short = filled(design, {"LABEL": "A-1"})
    long = filled(design, {"LABEL": "PBC-0123.WB12.PL10.24"})
    assert [one.text for one in short] == ["A-1", "A-1"]
    assert "".join(one.text for one in long[1:]) == long[0].text
    assert long[2].field.y > long[1].field.y
