"""From the Chinese article to the English one: the draft the editor sees is translated, and a physician reads it too."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from website.laid import a_site, an_article

from paeonia.modules.website import actions, queries, translating
from paeonia.modules.website.models import ArticlePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    made = an_article(a_site()["zh"]["library"], "呕吐", "化疗后呕吐", "按时吃药。", for_whom="er: positive", regimens="TC")
    made.title = "化疗后在家呕吐"
    made.save_revision()
    return made


@pytest.fixture
def editor(person, two_hospitals):
    client = Client()
    client.force_login(person("educator", two_hospitals[0], language="en"))
    return client


def sent(article, editor):
    english = Locale.objects.get(language_code="en")
    answer = editor.post(f"/cms/localize/submit/page/{article.pk}/", {"locales": [english.pk]})
    assert answer.status_code == 302
    return ArticlePage.objects.get(translation_key=article.translation_key, locale=english)


def translate(page, words):
    """What an editor types into the translation's screen."""
    made = translating.of(page)
    for segment in made.source.stringsegment_set.all():
        if segment.string.data in words:
            StringTranslation.objects.create(translation_of=segment.string, context=segment.context, locale=page.locale,
                                             data=words[segment.string.data])


WORDS = {"化疗后在家呕吐": "Being sick at home", "按时吃药。": "Take your tablets on time."}


def test_the_latest_draft_is_translated_and_codes_are_not(article, editor):
    page = sent(article, editor)
    told = translating.missing(translating.of(page))
    assert set(told) == set(WORDS) and (page.for_whom, page.regimens) == ("er: positive", "TC")


def test_what_is_not_whole_is_not_sent(article, editor):
    page = sent(article, editor)
    answer = editor.get(f"/website/translated/{page.pk}/")
    assert answer.status_code == 200 and "按时吃药" in answer.content.decode()
    assert editor.post(f"/website/translated/{page.pk}/").status_code == 422 and translating.of(page) is not None
    assert editor.get(f"/website/translated/{article.pk}/").status_code == 404


def test_a_whole_translation_goes_the_way_of_every_article(article, editor, person, viewer, two_hospitals):
    page = sent(article, editor)
    assert f"/website/translated/{page.pk}/" in editor.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    translate(page, WORDS)
    assert editor.post(f"/website/translated/{page.pk}/").url == f"/cms/pages/{page.pk}/edit/"
    page = ArticlePage.objects.get(pk=page.pk)
    assert not page.live and page.workflow_in_progress and not Translation.objects.filter(enabled=True).exists()
    draft = page.get_latest_revision_as_object()
    assert (draft.title, draft.slug) == ("Being sick at home", "being-sick-at-home")
    task = page.current_workflow_task_state
    assert task.task.name == "Medical review"
    doctor = person("oncologist", two_hospitals[0])
    actions.settle_groups(viewer("oncologist", two_hospitals[0]))
    task.task.specific.on_action(task, doctor, "approve")
    page.refresh_from_db()
    assert not page.live and page.current_workflow_task_state.task.name == "Publication"
    assert editor.get(f"/website/translated/{page.pk}/").status_code == 404
    assert queries.translated(10**9) is None and Page.objects.filter(pk=page.pk).exists()


def test_a_public_translation_changes_only_when_it_was_read_again(article, editor):
    page = sent(article, editor)
    translate(page, WORDS)
    editor.post(f"/website/translated/{page.pk}/")
    page = ArticlePage.objects.get(pk=page.pk)
    page.latest_revision.publish()
    page.refresh_from_db()
    made = Translation.objects.get()
    article.title = "化疗后在家呕吐怎么办"
    article.save_revision().publish()
    made.source.update_from_db()
    Translation.objects.update(enabled=True)
    translate(page, {article.title: "What to do when sick at home"})
    assert editor.post(f"/website/translated/{page.pk}/").status_code == 302
    page = ArticlePage.objects.get(pk=page.pk)
    assert (page.title, page.slug) == ("Being sick at home", "being-sick-at-home") and page.workflow_in_progress
    assert page.get_latest_revision_as_object().title == "What to do when sick at home"
