"""A file of samples handed in, looked at, kept in the background; what could not be taken is told row by row."""

import pytest
from biobank.bankers import a_protocol
from playwright.sync_api import expect

from paeonia.modules.biobank.exchange import tasks
from paeonia.modules.biobank.exchange.models import Import
from paeonia.people.context import acting
from paeonia.people.viewer import Viewer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
FILE = """供者编号,访视,样本编号,样本类型,母样本编号,来源层级,数量,单位,采集或制备时间
P-001,BASE,P-001.WB1,全血,,,10,mL,2026-03-02 08:10
,,P-001.PL1,血浆,P-001.WB1,衍生样本,4,mL,2026-03-02 09:05
,,P-001.PL1.1,血浆,P-001.PL1,分装样本,500,uL,2026-03-02 09:20
P-002,BASE,P-002.WB1,全血,,,10,mL,03/04/2026
P-003,BASE,P-003.XX,血将,,,10,mL,2026-03-02
"""


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_a_file_comes_in(visit, person, two_hospitals, sound, tmp_path, monkeypatch, language, width):
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    here = two_hospitals[0]
    user = person("biobank_manager", here, name="fang")
    manager = Viewer(user.pk, user.username, "biobank_manager", (here.pk,))
    a_protocol(manager, here)
    (tmp_path / "samples.csv").write_bytes(FILE.encode("gbk"))
    page = visit(language, user, width=width, path="/biobank/exchange/")
    sound(page)
    page.shot("exchange-home")
    page.locator("[name=file]").set_input_files(str(tmp_path / "samples.csv"))
    page.locator("[name=protocol]").select_option("PBC")
    page.locator("main form button.button-main").click()
    expect(page.locator("#bad li")).to_have_count(2)
    sound(page)
    page.shot("exchange-looked")
    page.locator("main form button.button-main").click()
    expect(page.locator("progress")).to_be_visible()
    with acting(manager):
        run = Import.objects.get()
    tasks.carry_out(run, manager)       # what the worker does
    expect(page.locator("progress")).to_have_count(0)
    expect(page.locator(".stat").first).to_contain_text("3")
    sound(page)
    page.shot("exchange-done")
    page.goto(page.url.partition("/runs/")[0] + "/")
    (tmp_path / "changes.csv").write_text("样本编号,侧别,样本类型,备注\nP-001.WB1,左,,溶血\nP-001.PL1,,血清,\n")
    page.locator("[name=file]").set_input_files(str(tmp_path / "changes.csv"))
    page.locator("[name=mode]").select_option("update")
    page.locator("main form button.button-main").click()
    expect(page.locator("#changed ins")).to_have_text([{"zh-hans": "左侧", "en": "left"}[language], "溶血"])
    expect(page.locator("#bad li")).to_have_count(1)
    sound(page)
    page.shot("exchange-changes")
