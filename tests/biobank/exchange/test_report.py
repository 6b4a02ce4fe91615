"""What a file of changes tells: every old value beside the new one, before and after, and what no file may change."""

import csv

import pytest
from biobank.bankers import a_visit, blood

from paeonia.modules.biobank.exchange import queries
from paeonia.modules.biobank.models import Specimen
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def tube(manager, protocol):
    return blood(a_visit(protocol, manager), manager, barcode="B1")


@pytest.fixture
def told(manager):
    """What a run says of each row, in English: column, old, new."""
    return lambda run: {(row.number, row.name): [tuple(one[part]["en"] for part in ("column", "old", "new"))
                                                 for one in row.changes] for row in queries.changed_rows(run, manager)}


def test_a_sample_tells_the_old_and_the_new_and_keeps_what_is_blank(handed, manager, tube, told):
    text = f"Label,Barcode,Side,Container type,Remark\n{tube.label},B2,左侧,,\n"
    looked = handed(text, mode="update")
    assert told(looked) == {(2, tube.label): [("Barcode", "B1", "B2"), ("Side", "", "left")]}
    done = handed(text, mode="update", keep=True)
    assert (done.changed, told(done)) == (1, told(looked))
    with acting(manager):
        one = Specimen.objects.get(pk=tube.pk)
    assert (one.barcode, one.side, one.container) == ("B2", "left", tube.container)
    again = handed(text, mode="update")
    assert (again.good, again.already, told(again)) == (1, 1, {})


@pytest.mark.parametrize(("column", "value", "old"), [
    ("Type", "plasma", "whole blood"), ("Quantity", "99", ""), ("Collected or made", "2020-01-01", "20"),
    ("Parent label", "NOPE", ""), ("Donor", "NOPE", "")])
def test_what_no_file_changes_is_refused_by_name_and_nothing_of_the_row_is_kept(
        handed, manager, tube, why, column, value, old):
    run = handed(f"Label,Remark,{column}\n{tube.label},x,{value}\n", mode="update", keep=True)
    said = why(run, manager)[2]
    assert column in said and value in said and old in said and "A file does not change this" in said
    with acting(manager):
        assert Specimen.objects.get(pk=tube.pk).note == tube.note


def test_what_the_bank_says_too_may_stand_in_the_file(handed, manager, tube, told):
    with acting(manager):
        one = Specimen.objects.select_related("collection__registration").get(pk=tube.pk)
        donor = one.collection.registration.code
    run = handed(f"Donor,Label,Type,Lineage,Quantity,Unit,Remark\n"
                 f"{donor},{one.label},全血,primary,{one.initial},{one.unit},新\n", mode="update")
    assert (run.bad, told(run)) == (0, {(2, one.label): [("Remark", "", "新")]})


def test_a_container_tells_the_old_and_the_new(brought, manager, here, told):
    containers.set_up({"kind": "box", "name": "B1", "barcode": "BX1", "holds": "specimens", "rows": 3, "columns": 3,
                       "kinds": ["serum"]}, None, here.pk, manager)
    text = ("Container,New name,Only these types,Takes nothing new,Places not to be used,Why\n"
            "BX1,B9,血浆; serum,,A1；2,冰霜\nBX1,,,yes,,\n")
    run = brought("boxedit", text, keep=True)
    assert told(run) == {
        (2, "BX1"): [("New name", "B1", "B9"), ("Only these types", "serum", "plasma, serum"),
                     ("Places not to be used", "", "A1, A2")],
        (3, "BX1"): [("Takes nothing new", "no", "yes")]}


def test_changes_leave_as_a_file_in_the_language_of_the_reader(handed, tube, manager, client, django_user_model):
    run = handed(f"Label,Remark,Side\n{tube.label},=1+1,left\n", mode="update")
    client.force_login(django_user_model.objects.get(pk=manager.user_id))
    page = client.get(f"/biobank/exchange/runs/{run.pk}/").content.decode()
    assert "<del>" not in page and "<ins>左侧</ins>" in page
    answer = client.get(f"/biobank/exchange/runs/{run.pk}/changes.csv")
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert len(lines) == 3
    assert lines[1][:3] == ["2", tube.label, "侧别"] and lines[1][4] == "左侧"
    assert lines[2][4] == "'=1+1"
