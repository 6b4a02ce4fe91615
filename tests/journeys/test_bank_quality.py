"""Quality from a result to a nonconformity, an audit and a disposal that a second person confirms. Desk and phone."""

import pytest
from biobank.bankers import a_protocol, a_visit, blood, later, planned
from playwright.sync_api import expect

from paeonia.modules.biobank.bench import actions as bench
from paeonia.modules.biobank.bench.actions import Tube
from paeonia.modules.biobank.quality import actions
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
BASE = "/biobank/quality/"


@pytest.fixture
def bank(person, two_hospitals):
    """Plasma with a course of haemolysis, a disposal proposed by the technician, two things that went wrong."""
    here = two_hospitals[0]
    users = {role: person(role, here, name=name) for role, name in (
        ("biobank_manager", "fang"), ("biobank_technician", "sun"))}
    manager, technician = (Viewer(user.pk, user.username, role, (here.pk,)) for role, user in users.items())
    protocol = a_protocol(manager, here)
    tubes = [blood(a_visit(protocol, manager), manager, at=later(number)) for number in range(6)]
    plasma = [bench.collect(planned(one.collection, manager, "PL")[0], later(40), Tube(), manager) for one in tubes]
    for number, one in enumerate(plasma):
        actions.result(one, "haemolysis_index", str(12 + 17 * number % 70), later(1440 * number + 60), technician,
                       device="Reader 1")
    actions.propose(tubes[0], "spoilt", "高压灭菌 Autoclave 12", technician)
    for what, cause in (("-80 °C 冰箱门未关严 Freezer door left ajar", "storage"), ("标签脱落 Label came off", "label"),
                        ("冰箱报警未记录 Alarm not written down", "storage")):
        actions.report({"found_at": later(100), "what": what, "severity": "major", "cause": cause, "due_on": None},
                       [plasma[0].pk], here.pk, technician)
    return users, plasma


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_what_went_wrong_is_put_right(visit, bank, sound, language, width):
    users, plasma = bank
    page = visit(language, users["biobank_manager"], width=width, path=BASE)
    sound(page)
    page.shot("quality-home")
    page.locator("#waiting button.button-main").click()
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator("#waiting")).to_have_count(0)
    page.locator("#wrong a").first.click()
    page.locator(".page-actions a.button-main").click()
    page.locator("[name=containment]").fill("样本移至 3 号冰箱 Moved to freezer 3")
    page.locator("main form button.button-main").click()
    expect(page.locator("#contained")).to_be_visible()
    sound(page)
    page.shot("quality-wrong")
    page.goto(page.url.split("/biobank")[0] + f"{BASE}audits/new/")
    page.locator("[name=title]").fill("2026 年第二季度抽查 Second quarter")
    page.locator("[name=many]").fill("4")
    sound(page)
    page.locator("main form button.button-main").click()
    page.locator("#lines li a", has_not_text="PBC").first.click()
    page.locator("[name=label]").select_option("no")
    sound(page)
    page.locator("main form button.button-main").click()
    expect(page.locator("#lines .tag").first).to_be_visible()
    sound(page)
    page.shot("quality-audit")
    page.goto(page.url.split("/biobank")[0] + f"/biobank/specimens/{plasma[0].pk}/")
    sound(page)
    page.shot("quality-tube")
    page.goto(page.url.split("/biobank")[0] + f"{BASE}complaints/new/")
    page.locator("[name=what]").fill("干冰不足 Hardly any dry ice left")
    sound(page)
    page.locator("main form button.button-main").click()
    expect(page.locator(".page-actions a.button-main")).to_be_visible()
    sound(page)
    page.shot("quality-complaint")
    page.goto(page.url.split("/biobank")[0] + "/biobank/limits/")
    sound(page)
    page.locator(".card a.button").first.click()
    page.locator("[name=at_most]").fill("45 min")
    page.locator("[name=reason]").fill("本院验证 Our validation")
    page.locator("[name=source]").fill("SOP 12")
    sound(page)
    page.locator("main form button.button-main").click()
    expect(page.locator(".notice-good")).to_be_visible()
    sound(page)
    page.shot("quality-limits")
