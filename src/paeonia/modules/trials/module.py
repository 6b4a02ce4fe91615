"""What this module contributes to the house."""

from paeonia.modules.trials.panel import show
from paeonia.people.module import Module, Panel

MODULE = Module(
    name="trials",
    words={"en": "Today", "zh": "今日门诊"},
    home="today",
    verb="trials.match",
    urls="paeonia.modules.trials.urls",
    panels=(Panel("trials", {"en": "Trials", "zh": "临床试验"}, "trials.match", show, order=10),),
    links=(
        ({"en": "Trials", "zh": "临床试验"}, "trials", "trials.read"),
        ({"en": "At the site", "zh": "在研项目"}, "conduct", "conduct.see"),
        ({"en": "Registry", "zh": "登记导入"}, "trials-registry", "trials.import"),
    ),
    order=1,
)
