"""A long file is looked at behind its page: how far it is can be seen, and a look that ends badly says why."""

from io import BytesIO

import pytest
from biobank.bankers import a_visit, blood, later
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from paeonia.chart import uploads
from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.exchange import actions, queries, seen, tasks, views
from paeonia.modules.biobank.models import Specimen
from paeonia.people.context import acting
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
HEAD = "Donor,Visit,Label,Type,Collected or made\n"
LONG = HEAD + "".join(f"P{n % 7},V{n},{'T' * 60}{n},whole_blood,2026-03-02 08:00\n" for n in range(4_000))


@pytest.fixture
def long(manager, here, protocol):
    """Hand in a file whose sender does not wait."""
    return lambda text, mode="new": actions.hand_in(
        SimpleUploadedFile("s.csv", text.encode()), mode, "", "PBC", here.pk, manager, wait=False)


@pytest.fixture
def sees(client, manager, django_user_model):
    client.force_login(django_user_model.objects.get(pk=manager.user_id))
    client.cookies["django_language"] = "en"
    return lambda run: client.get(f"/biobank/exchange/runs/{run.pk}/").content.decode()


def test_a_short_file_is_answered_at_once_and_a_long_one_later(long, manager):
    assert long(HEAD + "P,BASE,T,whole_blood,2026-03-02\n").state == "looked"
    run = long(LONG)
    assert (run.state, run.total, run.good) == ("looking", 4_001, 0)
    actions.look_at(run, manager)
    looked = queries.run(run.pk, manager)
    assert (looked.state, looked.total, looked.good, looked.bad) == ("looked", 4_000, 4_000, 0)
    with acting(manager):
        assert not Specimen.objects.exists()


def test_a_run_that_is_being_looked_at_cannot_be_kept_and_is_looked_at_once(long, manager):
    run = long(LONG)
    assert not actions.begin(run, manager)
    actions.look_at(run, manager)
    assert actions.begin(run, manager)
    actions.look_at(run, manager)       # a job that comes twice
    assert queries.run(run.pk, manager).state == "running"


def test_the_page_says_what_is_done_and_how_far_it_is(long, sees, manager, monkeypatch):
    run, pages = long(LONG), []
    assert "will be looked at next" in (page := sees(run)) and 'hx-trigger="every 1s"' in page
    count = seen.counting(run.stored)

    def look(phase, number):
        count(phase, number)
        if number % 2_000 == 0:
            pages.append(sees(run))

    monkeypatch.setattr(actions, "counting", lambda _stored: look)
    actions.look_at(run, manager)
    assert "2,000 of 4,001" in pages[1] and "The file is being read" in pages[1]
    assert "compared with the bank" in pages[-1]
    assert "rows can be kept" in sees(run) and "<progress" not in sees(run)


def test_rows_that_are_tried_are_counted_though_they_are_taken_back(long, manager, sees, monkeypatch):
    monkeypatch.setattr(seen, "EVERY", 2)
    run = long("容器名称,容器类别,条码\n" + "".join(f"盒{'x' * 60}{n},box,X{n}\n" for n in range(300)), "boxes")
    assert run.state == "looking"
    said, far = [], seen.far
    room = actions.others.sort_of(run)
    monkeypatch.setattr(actions.others, "sort_of", lambda _run: type(room)(
        room.name, room.words, room.columns, lambda *cells: said.append(far(run.stored)) or room.keep(*cells), room.rule))
    actions.look_at(run, manager)
    assert said[0] == ("try", 0) and said[-1] == ("try", 298)
    assert queries.run(run.pk, manager).good == 300


def test_a_file_that_cannot_be_read_says_so_and_is_forgotten(long, manager, sees):
    run = long(LONG.replace("Label", "Nothing"))
    actions.look_at(run, manager)
    held = queries.run(run.pk, manager)
    assert held.state == "refused" and "No column with labels" in held.trouble
    page = sees(run)
    assert "No column with labels" in page and "Nothing of this file was taken" in page and "<progress" not in page
    assert not uploads.path_of(run.stored).exists()


def test_a_look_that_breaks_says_so_too(long, manager, monkeypatch, sees):
    run = long(LONG)
    monkeypatch.setattr(actions, "planned", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.look_at(run, manager)
    assert queries.run(run.pk, manager).state == "refused" and "ZeroDivisionError" in sees(run)


def test_what_is_counted_is_forgotten_with_the_file(long, manager):
    run = long(LONG)
    actions.look_at(run, manager)
    beside = uploads.path_of(f"{run.stored}.far")
    assert beside.exists()
    actions.begin(run, manager)
    tasks.carry_out(queries.run(run.pk, manager), manager)
    held = queries.run(run.pk, manager)
    assert (held.state, held.trouble) == ("done", "")
    assert not beside.exists() and not uploads.path_of(run.stored).exists()


def test_every_phase_has_its_words():
    assert {seen.WAIT, seen.READ, seen.WEIGH, seen.TRY} == set(views.LOOKING)


def workbook(rows, coloured=0):
    """A workbook as people keep it: filled rows, and some that are only coloured."""
    book, held = Workbook(), BytesIO()
    for row in rows:
        book.active.append(row)
    for number in range(coloured):
        book.active.cell(len(rows) + 1 + number, 1).fill = PatternFill("solid", fgColor="FFEEAA")
    book.save(held)
    return held.getvalue()


def test_a_long_workbook_is_looked_at_later_and_one_that_is_too_long_is_refused_at_once(manager, here, protocol):
    def hand(count, coloured=0):
        head = ["容器名称", "容器类别", "条码"]
        data = workbook([head, *([f"盒{n}", "box", f"X{n}"] for n in range(count))], coloured)
        return actions.hand_in(SimpleUploadedFile("b.xlsx", data), "boxes", "", "", here.pk, manager, wait=False)

    run = hand(400, coloured=6_000)
    assert (run.state, run.total) == ("looking", 401)
    actions.look_at(run, manager)
    held = queries.run(run.pk, manager)
    assert (held.state, held.good) == ("looked", 400)
    with pytest.raises(Refused, match="5,000"):
        hand(5_100)


def test_steps_are_corrected_from_a_workbook_whose_cells_are_moments(manager, here, protocol):
    tube = blood(a_visit(protocol, manager), manager, barcode="B1")
    bench.happened([tube], "spun", later(30), manager, fields={"g": 1900.0})
    clock = timezone.localtime(later(30)).replace(tzinfo=None)
    data = workbook([["样本编号", "步骤", "发生时间", "离心力（g）", "更正原因"], ["B1", "离心", clock, 1600, "x"]])
    run = actions.hand_in(SimpleUploadedFile("s.xlsx", data), "stepfix", "", "", here.pk, manager)
    assert [(one["old"]["zh"], one["new"]["zh"]) for row in queries.changed_rows(run, manager) for one in row.changes] == [
        ("1900", "1600")]
