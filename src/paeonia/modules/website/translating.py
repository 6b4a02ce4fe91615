"""From the Chinese article to the English one: what is translated, and how a translation reaches the physician.

wagtail-localize publishes a translation past every workflow; here it goes the way of any other article.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import SubmitPageTranslationView


class SubmitLatest(SubmitPageTranslationView):  # type: ignore[misc]
    """Sends what an editor sees to translation: the library would take what was published last, or first written."""

    def get_object(self) -> Page:
        """The page as its latest draft says."""
        page: Page = super().get_object()
        return page.get_latest_revision_as_object() if page.latest_revision_id else page


def of(page: Page) -> Translation | None:
    """The translation that is being made of a page, if one is."""
    return Translation.objects.filter(source__object_id=page.translation_key, target_locale_id=page.locale_id,
                                      enabled=True).select_related("source").first()


def missing(translation: Translation) -> list[str]:
    """Texts of the other language that have no translation yet."""
    strings: Any = translation.source.stringsegment_set.order_by("order").annotate_translation(translation.target_locale)
    return [one.string.data for one in strings.filter(translation__isnull=True).select_related("string")]
