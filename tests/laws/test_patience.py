"""A browser test waits for what it expects: a page that is still on its way is not a fault."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
BROWSER = [path for path in sorted(TESTS.rglob("test_*.py")) if "mark.journey" in path.read_text()]
GLANCE = re.compile(r"assert .*\.(is_visible|is_hidden|inner_text|text_content|input_value|get_attribute)\(")


def test_browser_tests_do_not_decide_at_a_glance():
    found = [
        f"{path.name}:{number}: say `expect(...)`, which waits"
        for path in BROWSER
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if GLANCE.search(line)
    ]
    assert not found, found
    assert len(BROWSER) > 4
