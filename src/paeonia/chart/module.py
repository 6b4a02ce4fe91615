"""What the chart contributes to the house: the list of patients, the ways in, and the trail."""

from paeonia.people.module import Module

MODULE = Module(
    name="chart",
    words={"en": "Patients", "zh": "患者"},
    called=(("patient", {"en": "My record", "zh": "我的病历"}),),
    home="patients",
    verb="chart.read",
    urls="paeonia.chart.urls",
    links=(
        ({"en": "Imports", "zh": "数据导入"}, "intakes", "chart.import"),
        ({"en": "Audit", "zh": "稽查"}, "audit", "audit.read"),
    ),
    order=5,
)
