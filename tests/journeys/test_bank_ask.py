"""The whole bank asked a question: an example, the answer, the reasons of one tube, and a request begun with it."""

import re

import pytest
from biobank.asking.conftest import *  # noqa: F403  the bank with a chart behind it
from playwright.sync_api import expect

from paeonia.people.models import User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 1280), ("en", 390)])
def test_from_an_example_to_a_request(visit, collected, oncologist, sound, language, width):
    page = visit(language, User.objects.get(pk=oncologist.user_id), width=width, path="/biobank/ask/")
    sound(page)
    page.locator("#examples a").first.click()
    expect(page.locator("#tubes tbody tr")).to_have_count(1)
    sound(page)
    page.shot("ask-answer")
    sentence = page.locator("#sentence")
    sentence.fill(sentence.input_value().replace("sampled_her2", "sampled_her3"))
    expect(page.locator("#checked [role=alert]")).to_contain_text("sampled_her2")
    page.reload()
    page.locator("form[action$='/keep/'] button.button-main").click()
    expect(page.locator("#since")).to_be_visible()
    sound(page)
    page.shot("ask-kept")
    page.locator("#tubes tbody tr td a").first.click()
    expect(page.locator(".reasons").first).to_be_visible()
    sound(page)
    page.shot("ask-why")
    page.go_back()
    page.locator(".page-actions a.button-main").click()
    expect(page.locator("[name=criteria]")).to_have_value(re.compile("specimen_before"))
    sound(page)
    page.goto(page.url.split("/biobank")[0] + "/biobank/ask/words/")
    sound(page)
    page.shot("ask-words")
