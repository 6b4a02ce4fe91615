"""A physician stands for the wording she read, and for no other; that she did is never changed."""

from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction
from wagtail.models import Workflow
from website.laid import a_site, an_article

from paeonia.modules.website import actions, queries
from paeonia.modules.website.models import Review
from paeonia.modules.website.rights import PUBLISHERS, REVIEWERS, WORKFLOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return an_article(a_site()["zh"]["library"], "one", "一篇", "字")


@pytest.fixture
def people(person, two_hospitals):
    from django.contrib.auth.models import Group

    made = {role: person(role, two_hospitals[0]) for role in ("educator", "oncologist", "programme_admin")}
    made["oncologist"].groups.add(Group.objects.get(name=REVIEWERS))
    made["programme_admin"].groups.add(Group.objects.get(name=PUBLISHERS))
    return made


def again(article):
    article.refresh_from_db()
    return queries.standing(article)


def test_an_article_goes_from_editor_to_physician_to_publisher(article, people):
    article.title = "改过的一篇"
    article.save_revision(user=people["educator"])
    flow = article.get_workflow()
    assert flow == Workflow.objects.get(name=WORKFLOW)
    state = flow.start(article, people["educator"])
    first = state.current_task_state
    assert first.task.specific.user_can_lock is not None and first.task.name == "Medical review"
    first.task.specific.on_action(first, people["oncologist"], "approve", comment="好")
    assert again(article).changed_since, "read, and the wording that is public is still the earlier one"
    state.refresh_from_db()
    second = state.current_task_state
    second.task.specific.on_action(second, people["programme_admin"], "approve")
    told = again(article)
    assert article.title == "改过的一篇"
    assert told.by == {"en": people["oncologist"].name("en"), "zh": people["oncologist"].name("zh")}
    assert told.due > told.on and not told.overdue


def test_a_later_wording_is_not_what_was_read(article, people):
    actions.keep_review(article.live_revision, people["oncologist"])
    assert again(article).by
    article.title = "又改了"
    article.save_revision().publish()
    told = again(article)
    assert told.by is None and told.changed_since


def test_what_is_due_again_is_listed_and_hidden_from_nobody(article, people):
    today = date.today()    # noqa: DTZ011  the day reviews are kept by
    assert [page.pk for page, _ in queries.overdue(today)] == [article.pk]
    actions.keep_review(article.live_revision, people["oncologist"], on=today)
    assert queries.overdue(today) == []
    ((page, told),) = queries.overdue(today + timedelta(days=400))
    assert page.pk == article.pk and told.due == today + timedelta(days=365)


def test_a_review_is_never_changed(article, people):
    actions.keep_review(article.live_revision, people["oncologist"])
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE website_review SET due = '2100-01-01'")
    assert Review.objects.count() == 1


def test_filing_it_elsewhere_does_not_undo_a_reading(article, people):
    actions.keep_review(article.live_revision, people["oncologist"])
    article.symptoms = ["nausea"]
    article.save_revision().publish()
    assert again(article).by
