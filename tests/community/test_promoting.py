"""A good answer becomes a draft for the library: with her agreement, without her name, read by no physician yet."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from website.laid import a_site

from paeonia.modules.community import actions, queries
from paeonia.modules.website.models import ArticlePage
from paeonia.modules.website.queries import standing
from paeonia.people import handing
from paeonia.record.problems import Refused

pytestmark = pytest.mark.django_db
ASKED = "吃阿贝西利每天跑厕所四五次，要停药吗？我是王小芳的女儿，住院号 ZY204581。"


@pytest.fixture
def people(viewer, two_hospitals):
    made = {role: viewer(role, two_hospitals[0]) for role in ("patient", "educator", "nurse")}
    return {**made, "elsewhere": viewer("educator", two_hospitals[1])}


def answered(people, agrees):
    asked = actions.ask(ASKED, "effects", "小满", people["patient"], agrees)
    actions.read(queries.text_of(asked.pk, None, people["educator"]), "shown", "", "", people["educator"])
    one = queries.question(asked.pk, people["nurse"])[0]
    return one, actions.reply(one, "不要自己停药。\n<b>先</b>按医生交代用药。", "", people["nurse"])


def test_without_her_agreement_it_is_not_possible_and_says_why(people):
    a_site()
    one, row = answered(people, agrees=False)
    with pytest.raises(Refused, match="has not agreed"):
        actions.promote(one, row, people["educator"])
    with pytest.raises(PermissionDenied):
        actions.agree(one, True, people["educator"])
    actions.agree(one, True, people["patient"])
    assert actions.promote(one, row, people["educator"])
    with pytest.raises(Refused, match="already"):
        actions.agree(one, False, people["patient"])


def test_it_is_an_unpublished_article_that_names_nobody(people):
    a_site()
    one, row = answered(people, agrees=True)
    with pytest.raises(PermissionDenied):
        actions.promote(one, row, people["elsewhere"])
    with pytest.raises(Refused, match="shown answer of the team"):
        peer = actions.reply(one, "我也是", "", people["patient"])
        actions.promote(one, peer, people["educator"])
    address = actions.promote(one, row, people["educator"])
    page = ArticlePage.objects.get(came_from__startswith="整理自问与答")
    assert str(page.pk) in address and not page.live and page.title == "吃阿贝西利每天跑厕所四五次，要停药吗？"
    words = page.said() + page.came_from
    assert "不要自己停药" in words and not any(name in words for name in ("王小芳", "ZY204581", "小满"))
    assert "<b>" not in str(page.body) and standing(page).by is None
    assert queries.promotion(one, people["patient"]).address == address
    assert queries.promotion(one, people["elsewhere"]) is None
    with pytest.raises(Refused, match="already"):
        actions.promote(one, row, people["educator"])


def test_a_house_without_a_library_says_so(people, monkeypatch):
    one, row = answered(people, agrees=True)
    with pytest.raises(Refused, match="no library in this language"):
        actions.promote(one, row, people["educator"])
    monkeypatch.setattr(handing, "_receivers", {})
    with pytest.raises(Refused, match="no library here"):
        actions.promote(one, row, people["educator"])


def test_pages(person, two_hospitals, people):
    a_site()
    one, row = answered(people, agrees=False)
    asker, editor = Client(), Client()
    from paeonia.people.models import User

    asker.force_login(User.objects.get(pk=people["patient"].user_id))
    editor.force_login(User.objects.get(pk=people["educator"].user_id))
    assert "提问者尚未同意" in editor.get(f"/community/{one.pk}/").content.decode()
    assert asker.post(f"/community/{one.pk}/agree/", {"agrees": "yes"}).status_code == 302
    assert f"/promote/{row.pk}/" in editor.get(f"/community/{one.pk}/").content.decode()
    sent = editor.post(f"/community/{one.pk}/promote/{row.pk}/")
    assert sent.url.startswith("/cms/pages/") and editor.get(sent.url).status_code == 200
    assert "不署名" in asker.get(f"/community/{one.pk}/").content.decode()
