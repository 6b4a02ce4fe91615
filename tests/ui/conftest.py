"""The pages' grammar is tried on its own; where the site has not spoken, with the fewest settings."""

import importlib.util
import sys
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent


def load_alone():
    """The small site beside this file, whatever way the tests were started."""
    if "tests.ui.alone" not in sys.modules:
        spec = importlib.util.spec_from_file_location("tests.ui.alone", HERE / "alone.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules["tests.ui.alone"] = module
        spec.loader.exec_module(module)
    return sys.modules["tests.ui.alone"]


if not settings.configured:
    load_alone().configure()


@pytest.fixture(scope="session")
def pages():
    """The environment every page is drawn with."""
    from paeonia.ui.environment import environment

    return environment()


@pytest.fixture(params=["en", "zh-hans"])
def reader(request):
    """Each test is read once by each kind of reader."""
    from django.utils import translation

    with translation.override(request.param):
        yield request.param
