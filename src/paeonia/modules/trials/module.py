"""What this module contributes to the house."""

from paeonia.modules.trials.conduct.panel import show as show_conduct
from paeonia.modules.trials.panel import show
from paeonia.modules.trials.plain.panel import show as show_wish
from paeonia.people.module import Module, Panel
from paeonia.people.viewer import Viewer


def unread(viewer: Viewer) -> int | None:
    """News the viewer has not read."""
    from paeonia.modules.trials.watch.queries import unread  # deferred: navigation is known before models are

    return unread(viewer)


def open_here() -> int:
    """Trials with a place in the programme today."""
    from paeonia.modules.trials import figures  # deferred, as above

    return figures.open_here()


def known() -> int:
    """Trials in the registry here."""
    from paeonia.modules.trials import figures  # deferred, as above

    return figures.known()


MODULE = Module(
    name="trials",
    words={"en": "Today", "zh": "今日门诊"},
    home="today",
    verb="trials.match",
    urls="paeonia.modules.trials.urls",
    panels=(
        Panel("trials", {"en": "Trials", "zh": "临床试验"}, "trials.match", show, order=10),
        Panel("conduct", {"en": "Studies at the site", "zh": "在研项目"}, "conduct.identify", show_conduct, order=11),
        Panel("wish", {"en": "Hearing about trials", "zh": "了解临床试验的意愿"}, "chart.wish", show_wish, order=12),
    ),
    links=(
        ({"en": "Trials", "zh": "临床试验"}, "trials", "trials.read"),
        ({"en": "Trials in plain words", "zh": "通俗试验介绍"}, "plain", "plain.home"),
        ({"en": "News", "zh": "动态"}, "watch-news", "watch.see"),
        ({"en": "Criteria at work", "zh": "标准工作台"}, "curation", "curation.see"),
        ({"en": "At the site", "zh": "在研项目"}, "conduct", "conduct.see"),
        ({"en": "Own trials", "zh": "自研项目"}, "own", "own.see"),
        ({"en": "Registry", "zh": "登记导入"}, "trials-registry", "trials.import"),
    ),
    counts=(("watch-news", unread),),
    figures=(("trials-open", open_here), ("trials-known", known)),
    order=1,
)
