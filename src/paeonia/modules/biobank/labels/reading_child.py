"""Opens one picture in a process of its own and writes the codes found as lines; run by `reading`, never imported.

It takes memory and time limits upon itself before it opens anything, and may write to no file.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any


def confine(memory: int, seconds: int) -> None:
    """Limits in megabytes and CPU seconds that this process cannot lift again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000, memory * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(told: dict[str, Any]) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(told) + "\n")


def main(path: str, most: int) -> None:
    """Write every code, or one refusal."""
    import zxingcpp  # after the limits: what it loads counts too
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None  # our own limit is said in words, before anything is unpacked
    try:
        picture = Image.open(path, formats=("PNG", "JPEG"))
        wide, high = picture.size
        if wide * high > most:
            say({"refused": "picture-wide", "params": {"have": -(-wide * high // 1_000_000), "most": most // 1_000_000}})
            return
        grey = flat(picture)
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        say({"refused": "picture-broken"})
        return
    formats = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.DataMatrix, zxingcpp.BarcodeFormat.QRCode])
    for one in zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain):
        corners = (one.position.top_left, one.position.top_right, one.position.bottom_left, one.position.bottom_right)
        kind = "datamatrix" if "matrix" in str(one.format).lower() else "qr"
        say({"kind": kind, "text": one.text, "x": sum(corner.x for corner in corners) // 4,
             "y": sum(corner.y for corner in corners) // 4})


def flat(picture: Any) -> Any:
    """The picture in grey; what is transparent lies on white paper."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "P") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        picture = paper
    return picture.convert("L")


if __name__ == "__main__":
    try:
        confine(int(sys.argv[3]), int(sys.argv[4]))
        main(sys.argv[1], int(sys.argv[2]))
        sys.stdout.flush()
    except MemoryError:
        sys.stdout.flush()
        sys.exit(9)
