"""The demo site: whole or not at all, in both languages, every article sound."""

from pathlib import Path

import pytest
import yaml
from django.test import Client

from paeonia.modules.website import demo, kept, queries, readers
from paeonia.modules.website.choices import Level, Stage, Symptom, Topic, Treatment
from paeonia.modules.website.models import ArticlePage, Publication

ARTICLES = sorted((demo.FILES / "articles").glob("*.yaml"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_article_is_sound(path: Path):
    told = yaml.safe_load(path.read_text("utf-8"))
    assert set(told) <= {"topic", "stages", "treatments", "symptoms", "drugs", "level", "for", "sources", "zh", "en"}
    assert told["topic"] in Topic.values and told["level"] in Level.values
    for name, words in (("stages", Stage), ("treatments", Treatment), ("symptoms", Symptom)):
        assert set(told.get(name, [])) <= set(words.values)
    assert readers.unknown_medicines(told.get("drugs", [])) == {}
    assert told["sources"] and all(one["title"] and one["year"] for one in told["sources"])
    assert [list(one) for one in told["zh"]["body"]] == [list(one) for one in told["en"]["body"]], "block by block the same"
    for tongue in ("zh", "en"):
        assert told[tongue]["title"] and len(told[tongue]["summary"]) <= 300
        assert all(set(one) <= set(demo.BLOCKS) for one in told[tongue]["body"])
    if told.get("for"):
        assert readers.read(yaml.safe_dump(told["for"], allow_unicode=True))[1] == []


@pytest.mark.django_db
def test_the_demo_site_stands_once_in_both_languages():
    kept.forget()
    said = []
    demo.load(said.append)
    demo.load(said.append)
    assert len(said) == 1 and ArticlePage.objects.count() == 2 * len(ARTICLES)
    for tongue in queries.TONGUES:
        pages = [page.url_path for page in queries.front(tongue).get_descendants(inclusive=True).live()]
        assert len(pages) >= 20 + len(ARTICLES)
        for address in pages:
            assert Client().get(address).status_code == 200, address
    assert Publication.objects.count() == 1
    kept.forget()


@pytest.mark.django_db
def test_every_page_of_the_demo_has_its_twin():
    demo.load(str)
    zh, en = (queries.front(tongue).get_descendants(inclusive=True) for tongue in ("zh", "en"))
    assert {page.translation_key for page in zh} == {page.translation_key for page in en}
