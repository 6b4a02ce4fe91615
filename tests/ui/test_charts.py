"""Charts: nothing is drawn outside, unknown ends stay visible, numbers are told in words, empty is said."""

import datetime as dt
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paeonia.ui.charts.bars import Bar, Step, bars, funnel
from paeonia.ui.charts.recruitment import recruitment
from paeonia.ui.charts.runs import Point, Run, outside, run_chart, sparkline
from paeonia.ui.charts.svg import Rows, Scale, span_of
from paeonia.ui.charts.swimmer import Swimmer, swimmers
from paeonia.ui.charts.timeline import Course, Event, Receptor, Therapy, timeline
from paeonia.ui.sample_charts import CHARTS

TODAY = dt.date(2026, 11, 23)
partial = st.one_of(
    st.integers(1990, 2026).map(str),
    st.builds("{}-{:02d}".format, st.integers(1990, 2025), st.integers(1, 12)),
    st.dates(dt.date(1990, 1, 1), TODAY).map(dt.date.isoformat),
)


def parsed(figure):
    return ET.fromstring(str(figure).replace("&nbsp;", " "))


def test_partial_dates_span_what_they_may_mean():
    assert span_of("2024") == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert span_of("2024-02") == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert span_of("2024-12") == (dt.date(2024, 12, 1), dt.date(2024, 12, 31))
    assert span_of("2024-02-29") == (dt.date(2024, 2, 29),) * 2
    with pytest.raises(ValueError, match="."):
        span_of("not a day")


def test_things_on_one_row_never_overlap():
    rows = Rows()
    assert [rows.place(*one) for one in ((0, 10), (5, 15), (11, 20), (0, 100), (16, 30))] == [0, 1, 0, 2, 1]


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(partial, st.sampled_from(["ongoing", "unknown", "stopped"])), min_size=1, max_size=12)
)
def test_any_course_can_be_drawn_inside_its_frame(therapies):
    course = Course(
        TODAY,
        tuple(Event({"en": "progression", "zh": "进展"}, on, "progression") for on, _ in therapies),
        tuple(
            Therapy("曲妥珠单抗", on, TODAY if how == "stopped" else None, how == "ongoing", "her2")
            for on, how in therapies
        ),
        tuple(Receptor("ER", "90 %", on, "yes") for on, _ in therapies),
    )
    for svg in parsed(timeline(course)).findall("svg"):
        _, _, width, height = map(float, svg.get("viewBox").split())
        for rect in svg.iter("rect"):
            x, y, w, h = (float(rect.get(side)) for side in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and w > 0 and x + w <= width and y + h <= height


def test_an_unknown_end_looks_and_reads_unlike_an_ongoing_therapy(reader):
    unknown = str(timeline(Course(TODAY, therapies=(Therapy("x", "2024-01-02"),))))
    ongoing = str(timeline(Course(TODAY, therapies=(Therapy("x", "2024-01-02", ongoing=True),))))
    assert "bar-perhaps" in unknown and ">?<" in unknown and 'class="arrow"' not in unknown
    assert "bar-perhaps" not in ongoing and 'class="arrow"' in ongoing
    assert ("end not known" if reader == "en" else "结束时间不详") in unknown


def test_every_chart_is_told_in_words_and_has_no_inline_style(reader):
    for figure in (
        timeline(CHARTS.course),
        run_chart(CHARTS.ca153),
        swimmers("t", CHARTS.swimmers),
        recruitment("t", CHARTS.recruitment),
        sparkline(CHARTS.ca153),
    ):
        assert "style=" not in figure
        pictures = re.findall(r"<svg[^>]*role=\"img\".*?</svg>", str(figure), re.S)
        assert pictures
        for picture in pictures:
            labels = re.search(r'aria-labelledby="([^"]+)"', picture)[1]
            assert f'id="{labels}"' in picture and "<desc" in picture
    ids = re.findall(r'id="([^"]+)"', str(timeline(CHARTS.course)) + str(timeline(CHARTS.course)))
    assert len(ids) == len(set(ids))


def test_usual_range_is_open_where_it_has_no_end():
    run = Run("CA 15-3", "U/mL", (Point("2026-01-01", 31), Point("2026-02-01", 32)), None, 31)
    assert [outside(run, point.value) for point in run.points] == ["", "high"]
    assert outside(Run("x", "", (), 50, None), 49.9) == "low"


def test_the_first_and_last_day_stand_under_their_results():
    run = Run("x", "", (Point("2026-01-01", 3), Point("2026-06-01", 4), Point("2026-11-01", 5)))
    picture = str(run_chart(run))
    marks = [float(x) for x in re.findall(r'translate\(([\d.]+) ', picture)]
    days = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*class="tick"[^>]*>\d{4}-', picture)]
    assert len(days) == 2 and days == [pytest.approx(max(marks[0], 38 + 34), abs=1), pytest.approx(marks[-1], abs=35)]
    near = str(run_chart(Run("x", "", (Point("2026-01-01", 3), Point("2026-01-02", 4)))))
    assert 'text-anchor="middle"' not in near, "two labels do not lie on each other"


def test_empty_charts_say_so(reader):
    said = {"en": "No result recorded yet", "zh-hans": "尚无检验结果记录"}[reader]
    assert said in run_chart(Run("x", "", ()))
    assert (
        "<svg" not in timeline(Course(TODAY))
        and "<svg" not in bars("t", [])
        and "<svg" not in swimmers("t", [])
    )


def test_the_funnel_counts_the_unknown_apart(reader):
    html = str(funnel("t", 100, [Step("a", 60, 40, 20)]))
    found = re.findall(
        r'x="([\d.]+)" y="0" width="([\d.]+)" height="10" class="fill-(\w+)"', html.split("<li", 2)[2]
    )
    assert found == [("0", "40", "leaf"), ("40", "20", "amber"), ("60", "40", "lost")]
    assert ("20 not known yet" if reader == "en" else "尚不能判断 20") in html


def test_one_in_a_million_is_still_seen():
    html = str(bars("t", [Bar("all", 1_000_000), Bar("one", 1)]))
    assert 'width="0.6"' in html


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(0.1, 400), min_size=1, max_size=20))
def test_swimmers_stay_on_the_page(months):
    for svg in parsed(swimmers("t", [Swimmer(f"P{at}", round(m, 1)) for at, m in enumerate(months)])).iter(
        "svg"
    ):
        width = float(svg.get("viewBox").split()[2])
        assert all(float(rect.get("x")) + float(rect.get("width")) <= width for rect in svg.iter("rect"))


def test_the_axis_writes_as_much_as_it_has_room_for():
    labels = [label for _, label in Scale(dt.date(1998, 1, 1), TODAY, 0, 330).ticks()]
    assert len(labels) <= 330 / 46 and all(int(label) % 5 == 0 for label in labels)
    assert [label for _, label in Scale(dt.date(2026, 8, 1), TODAY, 0, 900).ticks()] == [
        "2026-08",
        "2026-09",
        "2026-10",
        "2026-11",
    ]


@pytest.mark.parametrize("width", [352, 680, 1080])
def test_words_beside_a_bar_never_lie_on_it(width):
    from paeonia.ui.charts.lanes import Lane, _beside

    lane = Lane(Scale(dt.date(2000, 1, 1), TODAY, 8, width - 20), width, True)
    for left in range(10, width - 30, 20):
        label = _beside(lane, left, left + 12, "Tucatinib, capecitabine, trastuzumab and more")
        assert label.right <= left or label.left >= left + 12
        assert label.left >= 0 and label.right <= width


def test_a_timeline_explains_its_colours_and_only_those(reader):
    given = (
        Therapy("A", "2024-05-02", "2024-09-01", False, "chemo"),
        Therapy("B", "2025", None, True, "adc"),
    )
    key = str(timeline(Course(TODAY, (), given))).split("chart-key")[1]
    words = {"en": ("chemotherapy", "antibody-drug conjugate", "not known exactly"), "zh": ("化疗", "ADC", "不确切")}
    assert all(word in key for word in words["en" if reader == "en" else "zh"])
    assert "family-immuno" not in key


def test_a_timeline_without_therapies_has_no_key(reader):
    assert "chart-key" not in str(timeline(Course(TODAY, (Event("x", "2024-01-01"),))))
