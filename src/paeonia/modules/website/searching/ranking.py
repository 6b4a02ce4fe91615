"""The best pages for a search: those whose title holds the words first, and only then what the texts say.

Wagtail joins title and text of every page anew for each search, which no index helps, and weighs every page that holds
the words. Here the indices of the two are asked, in three steps, and it ends as soon as a page of results is full.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from .segments import EDITION, pairs

ENOUGH = 250    # pages weighed in a step: of more that hold a word, a reader would not see the rest

_STEP = """
SELECT page_id FROM (
    SELECT p.id AS page_id, e.title, e.title_norm, e.body, {hits} AS hits
    FROM wagtailsearch_indexentry e
    JOIN wagtailcore_page p ON p.id = e.object_id::int AND p.content_type_id = e.content_type_id
    WHERE {where} AND p.live AND p.depth >= 2 AND p.locale_id = %(locale)s AND p.id <> ALL(%(known)s)
    LIMIT {enough}) found
ORDER BY hits DESC, {rank} DESC, page_id DESC LIMIT %(most)s"""


def best(locale_id: int, groups: list[list[str]], most: int) -> list[int]:
    """Keys of live pages of a language that hold one name of each group, cut into words; the best first."""
    if not groups:
        return []
    asked = {f"name{place}_{number}": name for place, group in enumerate(groups) for number, name in enumerate(group)}
    asked |= {f"{key}_{number}": f"'{pair}'" for key, name in list(asked.items()) for number, pair in enumerate(pairs(name))}
    queries = [[f"name{place}_{number}" for number in range(len(group))] for place, group in enumerate(groups)]
    phrases = [_any(_PHRASE % key for key in keys) for keys in queries]
    exact = [_any(_with_pairs(key, asked) for key in keys) for keys in queries]
    found: list[int] = []
    with connection.cursor() as cursor:
        for step in _steps(exact, " && ".join(phrases)):
            cursor.execute(step, {**asked, "locale": locale_id, "known": found, "most": most - len(found)})
            found += [key for (key,) in cursor.fetchall()]
            if len(found) >= most:
                break
    return found


_PHRASE = "phraseto_tsquery('simple', %%(%s)s)"


def _any(queries: Iterable[str]) -> str:
    return f"({' || '.join(queries)})"


def _with_pairs(key: str, asked: dict[str, str]) -> str:
    """A phrase, and its pairs: few texts hold those by chance, so few are opened to look for the phrase."""
    beside = [f"%({other})s::tsquery" for other in asked if other.startswith(f"{key}_")]
    return f"({' && '.join([*beside, _PHRASE % key])})"


def _steps(queries: list[str], whole: str) -> list[str]:
    """All words in the title; one of them in the title and the others in the text; all in the text."""
    title, text = ([f"e.{field} @@ {query}" for query in queries] for field in ("title", "body"))
    either = [f"({one} OR {other})" for one, other in zip(title, text, strict=True)]
    hits = " + ".join(f"({one})::int" for one in title)
    of_title, of_text = f"ts_rank(title, {whole}) * title_norm", f"ts_rank(body, {whole})"
    steps = [(" AND ".join(title), of_title), (" AND ".join(text), of_text)]
    if len(queries) > 1:
        steps.insert(1, (f"({' OR '.join(title)}) AND {' AND '.join(either)}", of_text))
    return [_STEP.format(hits=hits, where=where, rank=rank, enough=ENOUGH) for where, rank in steps]


def cut_again_if_old(**_: object) -> None:
    """Write the index anew where texts in it were cut in an older way; asks one question when they were not."""
    ours = ContentType.objects.filter(app_label="website").values_list("pk", flat=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM wagtailsearch_indexentry WHERE content_type_id = ANY(%s)"
                       " AND NOT title @@ %s::tsquery)", [list(ours), EDITION])
        (old,) = cursor.fetchone()
    if old:
        call_command("update_index", verbosity=0)
