"""The Jinja2 environment under every page: strict about what is missing, and bilingual."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from paeonia.ui import address, numbers, words
from paeonia.ui.charts.bars import bars, funnel
from paeonia.ui.charts.hours import hours_chart
from paeonia.ui.charts.recruitment import recruitment
from paeonia.ui.charts.runs import run_chart, sparkline
from paeonia.ui.charts.swimmer import swimmers
from paeonia.ui.charts.timeline import timeline
from paeonia.ui.chrome import plain_chrome

HERE = Path(__file__).parent
CHARTS = (timeline, run_chart, hours_chart, sparkline, funnel, bars, swimmers, recruitment)


class AppPages(jinja2.BaseLoader):
    """Finds `components/...` here and pages in each app's `pages/`: `list.jinja` or `trials/list.jinja`."""

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """The source of a template, reread when its file changes; raises TemplateNotFound."""
        for path in self._places(template):
            if path.is_file():
                return path.read_text("utf-8"), str(path), unchanged(path)
        raise jinja2.TemplateNotFound(template)

    def _places(self, template: str) -> list[Path]:
        parts = jinja2.loaders.split_template_path(template)
        if parts[0] == "components":
            return [HERE.joinpath(*parts)]
        configs = list(apps.get_app_configs())
        exact = [Path(c.path, "pages", *parts[1:]) for c in configs if c.label == parts[0]]
        return exact + [Path(c.path, "pages", *parts) for c in configs]


def unchanged(path: Path) -> Callable[[], bool]:
    """A question to ask later: is the file still as it is now?"""
    then = path.stat().st_mtime
    return lambda: path.exists() and path.stat().st_mtime == then


def never_blank(value: Any) -> Any:
    """Refuse to print None, so that an unknown is written in words by the page and never left blank."""
    if value is None:
        raise jinja2.UndefinedError(
            "a page printed None: say in words what is not known, e.g. with the answer component"
        )
    return value


def environment(**options: Any) -> jinja2.Environment:
    """The environment Django's Jinja2 engine asks for; a given loader is asked after the apps' own pages."""
    given = options.pop("loader", None)
    loaders = [AppPages()] + ([given] if given else [])
    settings = {
        "undefined": jinja2.StrictUndefined,
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    settings.update(options, undefined=jinja2.StrictUndefined, autoescape=True)
    made = jinja2.Environment(  # noqa: S701  autoescape is among the settings, always on
        loader=jinja2.ChoiceLoader(loaders), extensions=["jinja2.ext.i18n"], finalize=never_blank, **settings
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True,
        pgettext=translation.pgettext, npgettext=translation.npgettext,
    )  # fmt: skip
    made.filters.update(
        date=numbers.date, moment=numbers.moment, clock=numbers.clock, number=numbers.number, percent=numbers.percent
    )
    made.filters["words"] = words.words
    made.filters["sentence"] = words.sentence
    made.globals.update(_globals())
    return made


def _globals() -> dict[str, Any]:
    return {
        "static": static,
        "url": url,
        "words": words.words,
        "spoken": words.spoken,
        "other_words": words.other,
        "language": words.language,
        "lang_tag": words.lang_tag,
        "plain_chrome": plain_chrome,
        "with_query": address.with_query,
        "without": address.without,
        "draw": {chart.__name__: chart for chart in CHARTS},
    }


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page, as Django's `reverse`, with its arguments written plainly."""
    return reverse(name, args=args or None, kwargs=kwargs or None)
