"""Verbs of the website: groups that follow roles, reviews kept, publications brought in, pages laid out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from paeonia.people.models import User
from paeonia.people.module import Draft
from paeonia.people.policy import may
from paeonia.people.viewer import Viewer
from paeonia.record.problems import refuse

from . import messages as _messages  # noqa: F401  declares what is said here
from . import translating
from .choices import Topic
from .models import ArticlePage, LibraryPage, MedicalReview, Publication, Review
from .papers import Paper
from .queries import TONGUES, Translated
from .rights import GROUPS, PAGES, PICTURES, PUBLISHERS, REVIEWERS, VERBS, WORKFLOW

REVIEW_EVERY = timedelta(days=365)


def settle_groups(viewer: Viewer) -> None:
    """Put the person into the groups of the role she acts in now, and out of the others; asks once, writes seldom."""
    wanted = {name for name, verb in VERBS.items() if may(viewer, verb)}
    if Group.objects.filter(name__in=GROUPS).count() < len(GROUPS):
        ensure_groups()
    user = User.objects.get(pk=viewer.user_id)
    held = set(user.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    if held != wanted:
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted - held))


@transaction.atomic
def ensure_groups() -> None:
    """Make the groups with what each may do, and the way of an article: a physician reads it, then it is published."""
    groups = {name: Group.objects.get_or_create(name=name)[0] for name in GROUPS}
    top = root()
    pictures = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for name, group in groups.items():
        group.permissions.add(right("wagtailadmin", "admin", "access_admin"))
        for codename in PAGES[name]:
            held = right("wagtailcore", "page", codename)
            GroupPagePermission.objects.get_or_create(group=group, page=top, permission=held)
        for codename in PICTURES.get(name, ()):
            held = right("website", "picture", codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=pictures, permission=held)
        if name != REVIEWERS:
            group.permissions.add(right("wagtail_localize", "translation", "submit_translation"))
    if not Workflow.objects.filter(name=WORKFLOW).exists():
        flow = Workflow.objects.create(name=WORKFLOW)
        for number, (task, who) in enumerate(((MedicalReview(name="Medical review"), REVIEWERS),
                                              (GroupApprovalTask(name="Publication"), PUBLISHERS))):
            task.save()
            task.groups.add(groups[who])
            WorkflowTask.objects.create(workflow=flow, task=task, sort_order=number)
        WorkflowPage.objects.update_or_create(page=top, defaults={"workflow": flow})     # not the one Wagtail brings


def keep_review(revision: Any, user: Any, note: str = "", on: date | None = None) -> Review | None:
    """Write down who read which revision of an article and when it is due again; other pages are published only."""
    page = revision.content_object
    if not isinstance(page, ArticlePage):
        return None
    day = on or timezone.localdate()
    read = revision.as_object()
    return Review.objects.create(page_id=page.pk, revision_id=revision.pk, wording=read.wording, by=user, on=day,
                                 due=day + REVIEW_EVERY, note=note[:400])


@transaction.atomic
def bring_papers(papers: Iterable[Paper]) -> tuple[int, int, int]:
    """Keep papers: how many are new, changed and unchanged. The same paper brought again is no second one."""
    new = changed = same = 0
    for paper in papers:
        row, made = Publication.objects.get_or_create(key=paper.key, defaults=paper.fields)
        differs = not made and any(getattr(row, name) != value for name, value in paper.fields.items() if value)
        if differs:
            for name, value in paper.fields.items():
                if value:   # what the file does not say is not taken away
                    setattr(row, name, value)
            row.save()
        new, changed, same = new + made, changed + differs, same + (not made and not differs)
    return new, changed, same


def right(app_label: str, model: str, codename: str) -> Permission:
    """One of Wagtail's rights; migrations make them, and an emptied database has none."""
    kind = ContentType.objects.get_or_create(app_label=app_label, model=model)[0]
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": codename})[0]


def root() -> Page:
    """The root of the tree; Wagtail's migrations make it, and an emptied database has none."""
    for code in ("zh-hans", "en"):
        Locale.objects.get_or_create(language_code=code)
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


@transaction.atomic
def clear_welcome() -> None:
    """Take away the page Wagtail greets a developer with; the tree is ours from the root."""
    Page.objects.filter(depth=2, slug="home", content_type__app_label="wagtailcore").delete()


def add_page(parent: Page, page: Page, language_code: str, slug: str, twin: Page | None = None) -> Page:
    """Put a page under another in one language and publish it; `twin` is the same page in the other language."""
    page.locale = Locale.objects.get_or_create(language_code=language_code)[0]
    page.slug = slug
    if twin is not None:
        page.translation_key = twin.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@transaction.atomic
def take_draft(draft: Draft, viewer: Viewer) -> str:
    """Put a draft of another module on the library's shelf: unpublished, filed under nothing yet, read by no physician."""
    if viewer.user_id is None or not may(viewer, "website.edit"):
        raise PermissionDenied("website.edit")
    shelf = LibraryPage.objects.filter(locale__language_code=TONGUES[draft.language]).order_by("depth", "pk").first()
    if shelf is None:
        raise refuse("website-no-library", language=draft.language)
    body = []
    for heading, text in draft.parts:
        body.append(("heading", heading))
        body += [("paragraph", f"<p>{escape(line)}</p>") for line in text.splitlines() if line.strip()]
    page = ArticlePage(title=draft.title[:200], topic=Topic.LIVING, body=body, came_from=draft.came_from[:200], live=False,
                       has_unpublished_changes=True, owner_id=viewer.user_id, locale=shelf.locale)
    shelf.add_child(instance=page)
    page.save_revision(user=User.objects.get(pk=viewer.user_id))
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@transaction.atomic
def send_translation(found: Translated, viewer: Viewer) -> str:
    """Keep a whole translation as a draft and begin its medical review; from then on it is a page like any other."""
    settle_groups(viewer)
    user = User.objects.get(pk=viewer.user_id)
    if not may(viewer, "website.edit") or not found.page.permissions_for_user(user).can_edit():
        raise PermissionDenied("website.edit")
    made = translating.of(found.page)
    if made is None or (left := translating.missing(made)):
        raise refuse("website-untranslated", count=len(left) if made else 0)
    # A revision alone: the library's own way of keeping a draft writes into the page itself, which may be public.
    draft = made.source.get_ephemeral_translated_instance(made.target_locale)
    draft.slug = found.page.slug if found.page.live else find_available_slug(
        found.page.get_parent(), slugify(draft.title) or found.page.slug, found.page.pk)
    draft.save_revision(user=user)
    made.enabled = False        # else the library's own screen would stand before the physician's
    made.save(update_fields=["enabled"])
    page = Page.objects.get(pk=found.page.pk).specific
    flow = page.get_workflow()
    if flow is not None and not page.workflow_in_progress:
        flow.start(page, user)
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def stand_at(page: Page) -> None:
    """Let the site begin at a page; its name and port are the installation's."""
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page,
                                                                  "site_name": "Paeonia"})
