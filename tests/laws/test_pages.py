"""Pages: no inline style or script, no sentence without its Chinese, and a policy for each address."""

import re

import pytest
from sources import PACKAGE, name, source_files

FORBIDDEN = {
    "style attribute": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.I),
    "style element": re.compile(r"<style\b", re.I),
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.I),
    "event attribute": re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.I),
    "htmx code": re.compile(r"hx-on\b|hx-vals\s*=\s*[\"']js:|\bjs:", re.I),
    "script address": re.compile(r"javascript:", re.I),
}


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_pages_carry_no_inline_code(kind):
    found = [
        f"{name(path)}:{text.count(chr(10), 0, hit.start()) + 1}"
        for path in source_files(".jinja", ".html")
        for text in [path.read_text()]
        for hit in FORBIDDEN[kind].finditer(text)
    ]
    assert not found, f"{kind}: move it into a style sheet or script file: {found}"


def test_the_law_sees_what_it_forbids():
    bad = (
        '<p style="a"> <style> <script>1</script> <a onclick="b"> <i hx-on:click="x"> <a href="javascript:x">'
    )
    assert all(pattern.search(bad) for pattern in FORBIDDEN.values())
    good = '<script src="a.js" defer></script><script data-x type="application/json">{}</script><p class="style">'
    assert not any(pattern.search(good) for pattern in FORBIDDEN.values())


def test_every_sentence_has_its_chinese():
    from paeonia.ui.catalogues import packages, untranslated

    missing = [line for package in packages() for line in untranslated(package)]
    assert not missing, "Write the Chinese (make words, then the .po file):\n" + "\n".join(missing[:40])


def test_every_module_speaks_both_languages():
    from paeonia.site.registry import modules, panels

    spoken = [*modules(), *panels()]
    assert all(thing.words["en"].strip() and thing.words["zh"].strip() for thing in spoken)


def test_every_address_has_a_policy():
    from paeonia.site.checks import addresses, addresses_have_policies

    assert len(list(addresses())) > 5
    assert addresses_have_policies() == []


def test_pages_are_looked_up_where_they_lie():
    stray = [
        name(path)
        for path in source_files(".jinja")
        if not {"pages", "components"} & set(path.relative_to(PACKAGE).parts)
    ]
    assert not stray, f"A page outside pages/ or components/ is never found: {stray}"
