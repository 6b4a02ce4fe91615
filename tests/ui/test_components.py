"""Every component can be shown in both languages, says what is unknown, and refuses what is missing."""

import re

import jinja2
import pytest

from paeonia.ui.gallery import COMPONENTS, names
from paeonia.ui.samples import SAMPLES
from paeonia.ui.shapes import Column, Patient, Progress, Reason, Row

ENGLISH = re.compile(
    r"\b(not|recorded|known|the|of|fits|year|page|under|way|source|careful)\b", re.IGNORECASE
)


def shown(pages, name):
    return pages.get_template(f"components/{name}/gallery.jinja").render(samples=SAMPLES, names=names())


def macro(pages, name, *args, **kwargs):
    return str(getattr(pages.get_template(f"components/{name}/{name}.jinja").module, name)(*args, **kwargs))


def test_components_are_there():
    assert {"answer", "reasons", "identity", "table", "filters", "progress", "problems", "dialog"} <= set(
        names()
    )


@pytest.mark.parametrize("name", names())
def test_shown_in_both_languages_without_inline_style_or_script(pages, reader, name):
    html = shown(pages, name)
    assert html.strip()
    assert not re.search(r"\sstyle\s*=|<script|\son[a-z]+\s*=|javascript:|hx-on", html)
    for wrong in ("None", "{'en'", "&#39;en&#39;", "Undefined"):
        assert wrong not in html


@pytest.mark.parametrize("name", names())
def test_own_words_are_chinese_for_a_chinese_reader(pages, name):
    from django.utils import translation

    with translation.override("zh-hans"):
        text = re.sub(r"<pre.*?</pre>|<[^>]+>", " ", shown(pages, name), flags=re.S)
    assert not ENGLISH.search(text), ENGLISH.search(text)


@pytest.mark.parametrize("name", names())
def test_one_macro_one_sheet_one_entry(name):
    folder = COMPONENTS / name
    assert (folder / "gallery.jinja").exists()
    assert (COMPONENTS.parent / "static" / "ui" / "components" / f"{name}.css").exists()
    assert f"{{% macro {name}(" in (folder / f"{name}.jinja").read_text("utf-8")


@pytest.mark.parametrize("wrong", ["maybe", "", None, True, "Yes"])
def test_an_answer_that_is_none_of_the_three_raises(pages, wrong):
    with pytest.raises((jinja2.UndefinedError, KeyError)):
        macro(pages, "answer", wrong)


def test_answers_differ_in_word_and_shape_not_only_colour(pages, reader):
    three = [macro(pages, "answer", one, "trial") for one in ("yes", "no", "unknown")]
    assert len({re.sub(r"<[^>]+>", "", one).strip() for one in three}) == 3
    assert len({tuple(re.findall(r'd="([^"]+)"', one)) for one in three}) == 3


def test_a_missing_property_raises(pages):
    with pytest.raises(jinja2.UndefinedError):
        macro(pages, "identity", {"name": "李秀英", "number": "P-1"})
    with pytest.raises(jinja2.UndefinedError):
        pages.from_string("{{ nothing.here }}").render()


def test_none_is_never_printed(pages):
    with pytest.raises(jinja2.UndefinedError, match="not known"):
        pages.from_string("{{ value }}").render(value=None)


def test_missing_is_said_and_zero_is_zero(pages, reader):
    columns = (Column("a", "A"), Column("b", "B", "number"), Column("c", "C", "number"))
    html = macro(pages, "table", "t", columns, [Row(("x", 0, None))])
    cells = re.findall(r"<td.*?><span>(.*?)</span></td>", html, re.S)
    assert cells[0] == "0"
    assert ("not recorded" if reader == "en" else "未记录") in html


def test_text_from_outside_cannot_become_markup(pages):
    patient = Patient("<b>x</b>", "1", "1971-03-14", 55, "female", "H")
    assert "<b>x" not in macro(pages, "identity", patient)
    assert "<script>" not in macro(pages, "reasons", Reason("<script>", "yes"))


def test_words_of_one_language_do_not_stand_for_the_other(reader):
    from paeonia.ui.words import words

    with pytest.raises(KeyError, match="no words"):
        words({"zh" if reader == "en" else "en": "x"})


def test_progress_asks_again_only_while_it_moves(pages):
    running = macro(pages, "progress", Progress("r", "running", 1, 4, poll="/runs/7"))
    done = macro(pages, "progress", Progress("r", "done", 4, 4, poll="/runs/7"))
    assert 'hx-get="/runs/7"' in running
    assert "hx-get" not in done


def test_what_did_not_say_yes_stands_open(pages):
    deep = Reason(
        "top",
        "no",
        children=(
            Reason("mid", "no", children=(Reason("low", "no"),)),
            Reason("ok", "yes", children=(Reason("leaf", "yes"),)),
        ),
    )
    html = macro(pages, "reasons", deep, open=1)
    assert len(re.findall(r"<details open>", html)) == 2
    assert len(re.findall(r"<details>", html)) == 1
