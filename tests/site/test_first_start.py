"""The very first start of a clean clone speaks Chinese: catalogues are compiled before anything opens them."""

import os
import shutil
import subprocess
import sys

from sources import PACKAGE

SAY = """
import django; django.setup()
from django.utils import translation
with translation.override("zh-hans"):
    print(translation.gettext("Sign in"))
"""


def test_the_first_process_of_a_clone_speaks_chinese(tmp_path):
    clone = tmp_path / "src" / "paeonia"
    shutil.copytree(PACKAGE, clone, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PAEONIA_HOME": str(tmp_path / "home"),
                   "DJANGO_SETTINGS_MODULE": "paeonia.site.settings_test"}  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=False
    )
    assert said.stdout.strip() == "登录", said.stderr[-2000:]
