"""What the tissue bank contributes to the house."""

from paeonia.people.module import Module

MODULE = Module(
    name="biobank",
    words={"en": "Tissue bank", "zh": "样本库"},
    home="bank",
    verb="bank.see",
    urls="paeonia.modules.biobank.urls",
    order=5,
)
