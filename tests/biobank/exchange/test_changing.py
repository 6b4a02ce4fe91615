"""Containers that are there, changed from a file, as far as their room allows it."""

import pytest

from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.modules.biobank.storage.models import Container, Place
from paeonia.people.context import acting

pytestmark = pytest.mark.django_db
HEAD = "Container,New name,Only these types,Only these protocols,Takes nothing new,Places not to be used,Why,Release\n"


@pytest.fixture
def box(manager, here):
    return containers.set_up({"kind": "box", "name": "B1", "barcode": "BX1", "holds": "specimens", "rows": 3, "columns": 3,
                              "kinds": ["serum"]}, None, here.pk, manager)


@pytest.fixture
def blocked(manager):
    def look():
        with acting(manager):
            return {(one.row, one.column): one.why for one in Place.objects.filter(state="blocked")}
    return look


def test_names_restrictions_and_places_change_and_empty_cells_stay(brought, manager, box, protocol, blocked, why):
    text = HEAD + "BX1,B1 新,血浆; serum,PBC,,A1；2,冰霜,\n"
    looked = brought("boxedit", text)
    assert looked.good == 1 and not blocked()
    run = brought("boxedit", text, keep=True)
    assert (run.changed, run.made, run.bad) == (1, 0, 0), why(run, manager)
    with acting(manager):
        held = Container.objects.get(pk=box.pk)
    assert (held.name, sorted(held.kinds), held.resting) == ("B1 新", ["plasma", "serum"], False)
    assert held.protocols == [protocol.pk]
    assert blocked() == {(1, 1): "冰霜", (1, 2): "冰霜"}
    assert brought("boxedit", text, keep=True).already == 1
    brought("boxedit", HEAD + "BX1,,不限,,是,B1,裂,a1\n", keep=True)
    with acting(manager):
        held = Container.objects.get(pk=box.pk)
    assert (held.kinds, held.protocols, held.resting) == ([], [protocol.pk], True)
    assert blocked() == {(1, 2): "冰霜", (2, 1): "裂"}
    brought("boxedit", HEAD + "BX1,,,,no,C1,裂,\n", keep=True)
    assert (3, 1) in blocked()


@pytest.mark.parametrize(("cells", "said"), [
    ("NOPE,x,,,,,,", "NOPE"), ("BX1,OTHER,,,,,,", "OTHER"), ("BX1,N,,,,A9,冰,", "A9"), ("BX1,N,,,,A1,,", "say why"),
    ("BX1,N,,,,A1,冰,A1", "both to be used and not"), ("BX1,N,moon,,,,,", "moon"), ("BX1,N,,,yes,,,Z9", "Z9"),
])
def test_a_row_that_cannot_be_done_changes_nothing(cells, said, brought, manager, box, here, why, blocked):
    containers.set_up({"kind": "box", "name": "OTHER", "holds": "specimens"}, None, here.pk, manager)
    run = brought("boxedit", HEAD + cells + "\n", keep=True)
    assert run.bad == 1 and said in why(run, manager)[2]
    with acting(manager):
        held = Container.objects.get(pk=box.pk)
    assert (held.name, held.kinds, held.resting, blocked()) == ("B1", ["serum"], False, {})
