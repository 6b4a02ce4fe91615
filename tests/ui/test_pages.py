"""Layouts, errors, addresses, numbers and catalogues."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.http import QueryDict

from paeonia.ui import catalogues, stylesheet
from paeonia.ui.address import sort_link, with_query, without
from paeonia.ui.numbers import date, number, percent
from paeonia.ui.samples import SAMPLES


@pytest.mark.parametrize("page", ["400", "403", "404", "500"])
def test_error_pages_need_nothing_and_speak_both_languages(pages, reader, page):
    html = pages.get_template(f"errors/{page}.jinja").render()
    assert f'<html lang="{"en" if reader == "en" else "zh-Hans"}">' in html
    heading = re.search(r"<h1>(.*?)</h1>", html)[1]
    assert bool(re.search(r"[\u4e00-\u9fff]", heading)) == (reader != "en")


def test_the_chart_layout_keeps_the_patient_in_sight(pages, reader):
    page = pages.from_string('{% extends "layout/chart.jinja" %}{% block title %}x{% endblock %}')
    html = page.render(patient=SAMPLES.patient)
    assert html.index('class="identity"') < html.index("<main")
    assert "李秀英" in html and "P-00482" in html


def test_a_page_without_a_title_is_refused(pages):
    with pytest.raises(Exception, match="[Rr]equired"):
        pages.from_string('{% extends "layout/base.jinja" %}').render()


def test_gallery_shows_everything(pages, reader):
    from paeonia.ui.gallery import names

    html = pages.get_template("ui/gallery/gallery.jinja").render(names=names(), samples=SAMPLES)
    assert all(f'id="{name}"' in html for name in names())


def test_addresses_keep_the_view():
    query = QueryDict("setting=advanced&subtype=her2&subtype=tn&page=3")
    assert with_query(query, page=4) == "?setting=advanced&subtype=her2&subtype=tn&page=4"
    assert without(query, "subtype", "her2") == "?setting=advanced&subtype=tn"
    assert sort_link(QueryDict("sort=age&page=2"), "age") == ("?sort=-age", "ascending")
    assert sort_link({}, "age") == ("?sort=age", "")


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0, None, "0"),
        (1234567, None, "1,234,567"),
        (Decimal("2.50"), None, "2.50"),
        (2.345, 1, "2.3"),
        (-0.5, 0, "-1"),
        (1e-7, None, "0.0000001"),
    ],
)
def test_numbers_keep_their_digits(value, decimals, expected):
    assert number(value, decimals) == expected


def test_nothing_known_is_a_word(reader):
    assert number(None) == percent(None) == ("not recorded" if reader == "en" else "未记录")
    assert date(None) == ("date not recorded" if reader == "en" else "日期未记录")


def test_dates_stay_as_partial_as_they_are():
    assert [date(day) for day in ("2024", "2024-05", dt.date(2026, 11, 23))] == [
        "2024",
        "2024-05",
        "2026-11-23",
    ]
    # Half past midnight in Shanghai is still the day before in Greenwich.
    assert date(dt.datetime(2026, 11, 22, 16, 30, tzinfo=dt.UTC)) == "2026-11-23"


def test_every_sentence_of_this_floor_has_its_chinese():
    assert catalogues.untranslated(catalogues.ROOT / "ui") == []


def test_an_untranslated_sentence_is_found(tmp_path, monkeypatch):
    package = tmp_path / "ward"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "page.jinja").write_text(
        '{% macro m() %}{{ _("Record rescue dose") }}'
        '{{ ngettext("%(num)s dose", "%(num)s doses", 2) }}{% endmacro %}'
    )
    (package / "words.py").write_text(
        "from django.utils.translation import gettext_lazy as _\nX = _('Ward round')\n"
    )
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    assert len(catalogues.untranslated(package)) == 3
    catalogues.update(package)
    text = catalogues.po_file(package).read_text("utf-8")
    catalogues.po_file(package).write_text(
        text.replace('msgid "Ward round"\nmsgstr ""', 'msgid "Ward round"\nmsgstr "查房"'), "utf-8"
    )
    catalogues.update(package)
    assert [line.split(": ", 1)[1] for line in catalogues.untranslated(package)] == [
        "'Record rescue dose'",
        "('%(num)s dose', '%(num)s doses')",
    ]
    assert catalogues.ensure_compiled() == [catalogues.po_file(package).with_suffix(".mo")]
    assert catalogues.ensure_compiled() == []


def test_the_sheet_is_rewritten_only_when_a_part_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(stylesheet, "TARGET", tmp_path / "paeonia.css")
    assert [stylesheet.ensure_written(), stylesheet.ensure_written()] == [True, False]
    assert [path.name for path in tmp_path.iterdir()] == ["paeonia.css"]
