"""A case passes the gate and is answered; somebody at the beginning meets a mentor; a photograph waits for a yes."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from paeonia.modules.community.album import actions as albums
from paeonia.modules.community.album.demo import drawn
from paeonia.modules.community.album.models import Album
from paeonia.modules.community.mentors import actions as mentors

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey]
PROBLEM = "患者王小芳，2026-06-20 起用德曲妥珠单抗，五个周期后 CT 见磨玻璃影。家属电话 13812345678。"


@pytest.mark.parametrize(("language", "width"), [("zh-hans", 390), ("en", 1280)])
def test_a_case_passes_the_gate_and_is_answered(visit, person, two_hospitals, sound, language, width):
    doctor, colleague = person("partner_physician", two_hospitals[1]), person("oncologist", two_hospitals[0])
    page = visit(language, doctor, width, path="/community/forum/")
    sound(page)
    page.locator("a[href='/community/forum/write/']").click()
    sound(page)
    page.locator("[name=title]").fill("1 级肺炎吸收后能否再用")
    page.locator("[name=her2]").select_option("low")
    page.locator("[name=problem]").fill(PROBLEM)
    page.locator("[name=question]").fill("还能再用吗？")
    page.locator("[name=attested]").check()
    page.locator(".written > .button-main").click()
    expect(page.locator(".trace")).to_have_count(3)
    expect(page.locator(".trace-hard")).to_have_count(1)
    sound(page)
    page.shot("forum-gate")
    page.locator(".written > .button-main").click()
    expect(page.locator(".asked")).to_contain_text("〔姓名略〕")
    expect(page.locator(".asked")).not_to_contain_text("138")
    sound(page)
    page.shot("forum-thread")

    other = visit(language, colleague, width, path="/community/forum/?q=肺")
    other.locator(".questions h3 a").click()
    other.locator("[name=text]").fill("确认恢复到 0 级后，可降一级再用。")
    other.locator("[name=attested]").check()
    other.locator(".written > .button-main").click()
    expect(other.locator(".reply")).to_have_count(1)
    page.goto("/community/forum/")
    page.locator("#followed a").click()
    page.locator(".reply form .button-quiet").first.click()
    expect(page.locator(".reply-team")).to_have_count(1)
    sound(page)
    page.shot("forum-answered")


def test_a_mentor_and_a_photograph(visit, person, viewer, two_hospitals, sound):
    here = two_hospitals[0]
    asker, team = person("patient", here), person("educator", here)
    helper, organiser, today = viewer("patient", here), viewer("educator", here), timezone.localdate()
    mentor = mentors.offer({"name": "荷姐", "about": ["chemo",
    "hair"], "tongues": ["zh"], "words": "愿意陪您走一段。"}, True, helper)
    mentors.approve(mentor, today, "倾听与边界，半天", today + timedelta(days=300), organiser)
    page = visit("zh-hans", asker, 390, path="/community/mentors/")
    sound(page)
    page.shot("mentors-home")
    page.locator("a[href='/community/mentors/ask/']").click()
    page.locator("[name=said]").fill("下周第一次化疗，有点怕。")
    sound(page)
    page.locator(".written > .button-main").click()
    desk = visit("zh-hans", team, path="/community/mentors/desk/")
    sound(desk)
    desk.shot("mentors-desk")
    desk.locator("#wishes a").click()
    desk.locator("a[href$='/propose/']").click()
    sound(desk)
    desk.locator("[name=mentor]").select_option(str(mentor.pk))
    desk.locator(".written > .button-main").click()
    page.reload()
    page.locator("[name=reach]").fill("周三下午，门诊三楼活动室")
    sound(page)
    page.shot("mentors-proposed")
    page.locator("button[value=yes]").click()
    expect(page.locator("#reach")).to_have_count(0)     # she learns nothing before the other has said yes

    album = albums.begin(Album(hospital=here, title_zh="周六晨走", title_en="Saturday walk", day=today), organiser)
    photo = albums.add(album, SimpleUploadedFile("walk.jpg", io.BytesIO(drawn(2)).read()), "在东门的合影", organiser)
    desk.goto(f"/community/albums/photos/{photo.pk}/behind/")
    desk.locator("[name=who]").fill("白兰")
    desk.locator("[name=how]").select_option("online")
    desk.locator("[name=sign_in]").fill(asker.username)
    desk.locator("#name .button-main").click()
    desk.locator("#people .button-main").click()
    expect(desk.locator("#people .tag-amber")).to_have_count(1)
    sound(desk)
    desk.shot("album-behind")
    page.goto("/community/albums/mine/")
    sound(page)
    page.shot("album-mine")
    page.locator("button[value=yes]").click()
    page.goto(f"/community/albums/{album.pk}/")
    expect(page.locator(".photos img")).to_have_count(1)
    sound(page)
    page.shot("album")
    page.goto("/community/albums/mine/")
    page.locator("button[value=no]").click()
    page.goto("/community/albums/")
    expect(page.locator(".cards article")).to_have_count(0)
