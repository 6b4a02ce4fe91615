"""What the academy contributes to the house."""

from paeonia.people.module import Module

MODULE = Module(
    name="academy",
    words={"en": "Academy", "zh": "继续教育"},
    home="academy",
    verb="academy.see",
    urls="paeonia.modules.academy.urls",
    order=62,
)
