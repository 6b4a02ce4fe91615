"""Public pages: each in its language, with its twin; nothing hostile in them, nothing restricted, nothing stale."""

from xml.etree import ElementTree

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction
from website.laid import a_site, an_article

from paeonia.modules.trials.searching import cards
from paeonia.modules.website import kept
from paeonia.modules.website.models import ContentPage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def site():
    made = a_site()
    zh = an_article(made["zh"]["library"], "port", "输液港护理", "每四周冲一次管。", topic="living", symptoms=["pain"])
    en = an_article(made["en"]["library"], "port", "Port care", "Flushed every four weeks.", tongue="en", topic="living",
                    twin=zh)
    return {**made, "port": {"zh": zh, "en": en}}


def text(address, status=200, **headers):
    answer = Client().get(address, headers=headers)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_address_is_the_language_whatever_the_browser_says(site):
    assert "每四周冲一次管" in text("/zh/library/port/", **{"accept-language": "en"})
    assert "Flushed every four weeks" in text("/en/library/port/", **{"accept-language": "zh-CN"})
    assert 'lang="en"' in text("/en/library/port/") and 'lang="zh-Hans"' in text("/zh/library/port/")


def test_each_page_names_its_twin(site):
    said = text("/zh/library/port/")
    assert 'hreflang="en" href="http://testserver/en/library/port/"' in said
    assert '<a href="/en/library/port/" lang="en"' in said


def test_unread_articles_say_so_and_name_no_reader(site):
    assert "待临床审签" in text("/zh/library/port/") or "待" in text("/zh/library/port/")
    assert "awaiting clinical sign-off" in text("/en/library/port/")


def test_filters_of_the_library(site):
    assert "输液港护理" in text("/zh/library/?topic=living&symptoms=pain")
    assert "输液港护理" not in text("/zh/library/?topic=drug")
    assert "输液港护理" in text("/zh/library/?topic=nonsense"), "a filter that means nothing is none"


def test_what_is_not_there_or_not_public_is_not_found(site):
    text("/zh/library/none/", 404)
    text("/de/", 404)
    PageViewRestriction.objects.create(page=site["port"]["zh"], restriction_type="login")
    text("/zh/library/port/", 404)
    assert "输液港" not in text("/sitemap.xml") and "/zh/library/port/" not in text("/sitemap.xml")


def test_hostile_markup_is_cleaned_before_it_is_shown(site):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>好<a href='javascript:x'>x</a>"
    an_article(site["zh"]["library"], "bad", "坏", hostile)
    said = text("/zh/library/bad/")
    assert "alert(1)" not in said and "onerror" not in said and "javascript:" not in said and "好" in said


def test_the_map_pairs_every_page(site):
    urls = ElementTree.fromstring(text("/sitemap.xml"))     # noqa: S314  our own
    pairs = {url[0].text: len([one for one in url if one.tag.endswith("link")]) for url in urls}
    assert pairs["http://testserver/zh/library/port/"] == 2 and len(pairs) == 6


def test_feeds_are_well_formed(site):
    feed = ElementTree.fromstring(text("/zh/feed.xml"))     # noqa: S314  our own
    assert [item.text for item in feed.iter("title")][1:] == ["输液港护理"]
    assert ElementTree.fromstring(text("/en/podcast.xml")).tag == "rss"     # noqa: S314  our own


def test_robots_may_read_public_pages_alone(site):
    said = text("/robots.txt")
    assert "Allow: /zh/" in said and "Disallow: /\n" in said


def test_no_page_asks_anybody_else_for_anything(site):
    for address in ("/zh/", "/zh/library/", "/en/library/port/"):
        said = text(address)
        assert not [part for part in said.split('src="')[1:] if part.startswith(("http", "//"))]


def test_a_kept_page_is_the_same_and_a_change_is_seen(site):
    first = text("/zh/library/port/")
    assert "/zh/library/port/" in kept._pages
    assert text("/zh/library/port/") == first
    page = site["port"]["zh"]
    page.title = "输液港怎么护理"
    page.save_revision(log_action=True).publish()
    kept._asked = 0.0   # a second has passed
    assert "输液港怎么护理" in text("/zh/library/port/")


def test_a_number_of_another_module_is_asked_again_in_time(site, monkeypatch):
    page = site["zh"]["front"].add_child(instance=ContentPage(
        title="临床试验", slug="clinical-trials", locale=site["zh"]["front"].locale, shows="trials-known"))
    many = len(cards())
    assert f"<dd>{many}</dd>" in text(page.url_path)
    monkeypatch.setattr("paeonia.modules.trials.figures.known", lambda: many + 1)
    assert f"<dd>{many}</dd>" in text(page.url_path)
    monkeypatch.setattr(kept, "DRAWN", 0)
    assert f"<dd>{many + 1}</dd>" in text(page.url_path)


def test_the_sign_in_page_leads_strangers_to_the_website(site):
    assert 'href="/website/"' in text("/accounts/login/", **{"accept-language": "en"})


def test_what_depends_on_the_reader_is_never_kept(site, person, two_hospitals):
    client = Client()
    client.force_login(person("nurse", two_hospitals[0]))
    assert client.get("/zh/library/port/").status_code == 200
    text("/zh/library/?topic=living")
    assert dict(kept._pages) == {}
