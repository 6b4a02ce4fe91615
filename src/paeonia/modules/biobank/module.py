"""What the tissue bank contributes to the house."""

from typing import Any

from paeonia.people.module import Module, Panel
from paeonia.people.viewer import Viewer


def samples(request: Any, viewer: Viewer, patient: Any) -> str | None:
    """The panel of the patient page; imported late, because settings read this file before any model is there."""
    from .on_chart import show

    return show(request, viewer, patient)


MODULE = Module(
    name="biobank",
    words={"en": "Tissue bank", "zh": "样本库"},
    home="bank",
    verb="bank.see",
    urls="paeonia.modules.biobank.urls",
    order=5,
    panels=(Panel("samples", {"en": "Samples", "zh": "样本"}, "bank.identify", samples, order=80),),
    links=(({"en": "Sample requests", "zh": "样本申请"}, "bankreq", "bank.catalogue"),
           ({"en": "Sample review", "zh": "样本审查"}, "bankreq-waiting", "bank.review")),
)
