"""A curator brings a MatchMiner trial, keeps patients from its edges, sees one fail with reasons, and takes files away."""

import json

import pytest
from curation_exchange.test_ctml import ARMS
from playwright.sync_api import expect
from proposing.stand_in import StandIn, vllm

from paeonia.knowledge.trials import trials
from paeonia.modules.trials.curation.models import Draft, Line

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
SLUG = "destiny-breast04"
SAID = {
    "zh-hans": {"begin": "以此建立草稿", "keep": "保存所选", "failing": "与预期不符", "no": "不符合", "json": "CTML（JSON）",
                "ask": "请求建议", "off": "未启用", "machine": "机器建议",
                "add": "添加测试患者", "copy": "从模拟人群中复制一名"},
    "en": {"begin": "Begin a draft from it", "keep": "Keep the chosen ones", "failing": "otherwise than expected",
           "no": "does not fit", "json": "CTML (JSON)", "ask": "Ask for proposals", "off": "are off",
           "machine": "Machine-proposed", "add": "Add a test patient", "copy": "Copy one from the synthetic generator"},
}  # fmt: skip
WHOLE = {"protocol_no": "26-002", "match": [{"clinical": {"age_numerical": ">=18", "er_status": "Positive"}}]}


def brought(page, document, begin):
    page.goto("/trials/curation/bring/")
    page.locator("#file").set_input_files({
        "name": "trial.json", "mimeType": "application/json", "buffer": json.dumps(document).encode()})
    page.locator("#number").fill(trials()[SLUG].registry[0])
    page.get_by_role("button", name=begin).click()
    page.wait_for_load_state()
    return Draft.objects.get(dossier__slug=SLUG)


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_a_ctml_file_to_test_patients_and_files(visit, doctor, sound, language, width):
    said = SAID[language]
    page = visit(language, doctor, width=width, path="/trials/curation/bring/")
    sound(page)
    page.shot("curation-bring")
    draft = brought(page, WHOLE, said["begin"])
    page.goto(f"/trials/curation/{draft.pk}/patients/")
    sound(page)
    page.goto(f"/trials/curation/{draft.pk}/patients/suggest/")
    expect(page.locator(".test-suggested")).to_have_count(5)
    sound(page)
    page.shot("curation-suggest")
    page.get_by_role("button", name=said["keep"]).click()
    expect(page.locator(".notice-good")).to_be_visible()
    expect(page.locator(".test-list > li")).to_have_count(5)
    draft.lines.filter(sentence__contains="age").update(sentence="age: {from: 19}")
    page.reload()
    failing = page.locator(".card")
    expect(failing).to_have_count(1)
    expect(failing).to_contain_text(said["no"])
    expect(page.locator("#failing")).to_contain_text(said["failing"])
    sound(page)
    page.shot("curation-patients")
    page.get_by_role("link", name=said["add"]).click()
    page.get_by_role("link", name=said["copy"]).click()
    expect(page.locator("#facts")).to_contain_text("birth_date")
    sound(page)
    page.shot("curation-patient")
    page.goto(f"/trials/curation/{draft.pk}/files/")
    sound(page)
    page.shot("curation-files")
    with page.expect_download() as download:
        page.get_by_role("link", name=said["json"]).first.click()
    assert json.loads(download.value.path().read_text())["protocol_no"] == SLUG


def test_machine_proposals_are_off_until_the_installation_turns_them_on(visit, doctor, sound, monkeypatch):
    said = SAID["zh-hans"]
    for name in ("URL", "MODEL"):
        monkeypatch.delenv(f"PAEONIA_PROPOSING_{name}", raising=False)
    page = visit("zh-hans", doctor, width=1280, path="/trials/curation/bring/")
    draft = brought(page, ARMS, said["begin"])
    Draft.objects.filter(pk=draft.pk).update(text="总胆红素不高于正常上限的 1.5 倍\n其他")
    for place, (start, end, text) in enumerate(((0, 18, "总胆红素不高于正常上限的 1.5 倍"), (19, 21, "其他"))):
        Line.objects.create(draft=draft, position=900 + place, start=start, end=end, side="inclusion", text=text,
                            outcome="not_understood", author="drafter")
    page.goto(f"/trials/curation/{draft.pk}/proposals/")
    expect(page.locator(".notice-info")).to_contain_text(said["off"])
    expect(page.get_by_role("button", name=said["ask"])).to_have_count(0)
    sound(page)
    server = StandIn(vllm('{"line": 1, "sentence": {"bilirubin": {"at most": "3 x ULN"}}}\n{"line": 2, "cannot": "看不懂"}'))
    monkeypatch.setenv("PAEONIA_PROPOSING_URL", server.url)
    monkeypatch.setenv("PAEONIA_PROPOSING_MODEL", "qwen3-32b")
    page.reload()
    page.get_by_role("button", name=said["ask"]).click()
    expect(page.locator("#kept")).to_contain_text(said["machine"])
    expect(page.locator("#refused")).to_contain_text("看不懂")
    sound(page)
    page.shot("curation-proposals")
    server.shutdown()
    server.server_close()
