"""Where a real browser is found on this machine."""

import os
import shutil


def chromium() -> str | None:
    """Return the Chromium of this machine, if there is one."""
    return os.environ.get("PAEONIA_CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
