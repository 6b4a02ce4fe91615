"""Draws one picture anew in a process of its own, without whatever else its file carried; run by `redrawing`."""

from __future__ import annotations

import base64
import io
import json
import resource
import sys


def confine(memory: int, seconds: int) -> None:
    """Limits in megabytes and CPU seconds that this process cannot lift again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000, memory * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(path: str, most: int) -> None:
    """Write the picture as one line of JSON, or a refusal."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # after the limits: what it loads counts too

    Image.MAX_IMAGE_PIXELS = None   # our own limit, before anything is unpacked
    try:
        picture = Image.open(path, formats=("PNG", "JPEG", "WEBP"))
        if picture.size[0] * picture.size[1] > most:
            raise ValueError("too many dots")
        clear = picture.mode in ("RGBA", "LA", "P") or "transparency" in picture.info
        plain = ImageOps.exif_transpose(picture).convert("RGBA" if clear else "RGB")
        anew = Image.new(plain.mode, plain.size)
        anew.paste(plain)
        drawn = io.BytesIO()
        if clear:
            anew.save(drawn, "PNG", optimize=True)
        else:
            anew.save(drawn, "JPEG", quality=88, optimize=True)
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        sys.stdout.write(json.dumps({"refused": "picture-broken"}) + "\n")
        return
    told = {"picture": base64.b64encode(drawn.getvalue()).decode(), "ends": "png" if clear else "jpg"}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    try:
        confine(int(sys.argv[3]), int(sys.argv[4]))
        main(sys.argv[1], int(sys.argv[2]))
        sys.stdout.flush()
    except MemoryError:
        sys.stdout.flush()
        sys.exit(9)
