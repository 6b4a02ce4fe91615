"""What the tissue bank contributes to the house."""

from paeonia.people.module import Module

MODULE = Module(
    name="biobank",
    words={"en": "Tissue bank", "zh": "样本库"},
    home="bank",
    verb="bank.see",
    urls="paeonia.modules.biobank.urls",
    order=5,
    links=(({"en": "Sample requests", "zh": "样本申请"}, "bankreq", "bank.catalogue"),
           ({"en": "Sample review", "zh": "样本审查"}, "bankreq-waiting", "bank.review")),
)
