"""Public pages asked for by fifty people at once, and search over five thousand articles."""

from __future__ import annotations

import random
import time
from statistics import median

from bench.clock import percentile
from bench.pages import READING, _asked, _site, _warm
from bench.results import Results

ARTICLES = 5_000
PEOPLE = 50
SEARCHES = 200
PARTS = ("化疗", "靶向", "内分泌", "骨健康", "恶心", "呕吐", "睡眠", "饮食", "运动", "心脏", "复查",
         "输液港", "淋巴水肿", "疲乏", "皮疹")
ASKED = ("吐", "骨", "化疗 饮食", "曲妥珠单抗", "T-DXd", "DS-8201", "enhertu", "淋巴水肿",
         "输液港护理", "trastuzumb", "睡眠", "心脏复查")


def website(results: Results) -> None:
    """Pages from memory and drawn anew, and how long a search takes."""
    from paeonia.modules.website import queries

    slugs = _laid(results)
    chance = random.Random(3)
    with _site() as base:
        for name, ending, target in (("kept in memory", "", "<= 60 ms"), ("drawn anew", "?again=1", "<= 250 ms")):
            def route(ending: str = ending) -> str:
                return f"/zh/library/{chance.choice(slugs)}/{ending}"

            _warm(base, {}, route)
            for pause, how in ((READING, f"each reading {READING:g} s"), (0.0, "without a pause")):
                spent, failed = _asked(base, {}, route, pause, PEOPLE, PEOPLE * 8)
                if failed:
                    results.say(f"  public page {name}: {failed} of {failed + len(spent)} requests failed")
                results.add(f"public page {name}, 95th percentile, {PEOPLE} people {how}",
                            1000 * percentile(spent, 0.95), "ms", target if pause else "")
    _search(results, queries.articles("zh").count())


def _search(results: Results, many: int) -> None:
    from paeonia.modules.website.searching.finding import find

    spent = []
    for number in range(SEARCHES):
        began = time.perf_counter()
        find(ASKED[number % len(ASKED)], "zh-hans")
        spent.append(time.perf_counter() - began)
    results.add(f"search over {many:,} articles, 95th percentile", 1000 * percentile(spent, 0.95), "ms", "<= 100 ms")
    results.add(f"search over {many:,} articles, median", 1000 * median(spent), "ms")


def _laid(results: Results) -> list[str]:
    """The demo site with so many articles beside its own, laid out once."""
    from paeonia.modules.website import actions, demo, queries
    from paeonia.modules.website.models import ArticlePage, LibraryPage

    demo.load(lambda said: None)
    library = LibraryPage.objects.get(locale__language_code="zh-hans")
    missing = ARTICLES - queries.articles("zh").count()
    if missing > 0:
        results.say(f"Laying out {missing:,} articles, once; this takes minutes.")
    chance = random.Random(1)
    for number in range(max(missing, 0)):
        words = chance.sample(PARTS, 4)
        text = "".join(f"<p>{'，'.join(chance.choices(PARTS, k=40))}。</p>" for _ in range(8))
        page = ArticlePage(title="与".join(words), summary="、".join(words), topic="symptom", body=[("paragraph", text)])
        actions.add_page(library, page, "zh-hans", f"invented-{time.time_ns()}-{number}")
    return list(queries.articles("zh").values_list("slug", flat=True)[:200])


