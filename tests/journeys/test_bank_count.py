"""A box counted with the scanner: the differences on its map, and a nonconformity begun with them."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later
from playwright.sync_api import expect

from paeonia.modules.biobank.storage import actions
from paeonia.modules.biobank.storage.containers import actions as containers
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.fixture
def box(person, two_hospitals):
    here = two_hospitals[0]
    user = person("biobank_manager", here, name="fang")
    manager = Viewer(user.pk, user.username, "biobank_manager", (here.pk,))
    shape = {"kind": "box", "name": "血浆 07", "holds": "specimens", "rows": 4, "columns": 5}
    made = containers.set_up(shape, None, here.pk, manager)
    protocol = a_protocol(manager, here)
    tubes = [blood(a_visit(protocol, manager), manager, at=later(number)) for number in range(9)]
    actions.store(tubes[:8], made, later(60), manager)
    return user, made, [one.label for one in tubes]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_a_box_is_counted(visit, box, sound, language, width):
    user, made, labels = box
    page = visit(language, user, width=width, path=f"/biobank/storage/{made.pk}/")
    page.locator(".page-actions a[href$='/inventory/']").click()
    said = [f"A{number + 1},{label}" for number, label in enumerate(labels[:5])]
    page.locator("[name=codes]").fill("\n".join([*said, f"B2,{labels[5]}", f"B4,{labels[8]}", "B5,X-000"]))
    sound(page)
    page.locator("main form button.button-main").click()
    expect(page.locator("#differences li")).to_have_count(5)
    sound(page)
    page.shot("storage-count")
    page.locator("#differences p a").click()
    expect(page.locator("[name=codes]")).not_to_be_empty()
    sound(page)
