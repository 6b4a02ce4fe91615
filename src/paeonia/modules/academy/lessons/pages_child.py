"""Draws the pages of one file as JPEG in a process of its own; run by `pages`, never imported.

It takes memory and time limits upon itself before it opens anything, and may write to no file.
"""

from __future__ import annotations

import base64
import io
import json
import resource
import sys
from typing import Any

WIDTH, MOST_TEXT = 1600, 4000


def confine(memory: int, seconds: int) -> None:
    """Limits in megabytes and CPU seconds that this process cannot lift again."""
    resource.setrlimit(resource.RLIMIT_AS, (memory * 1_000_000, memory * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(**told: Any) -> None:
    """One line for the parent."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def page(picture: Any, text: str = "") -> None:
    """A picture of our own: nothing but its dots."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    say(picture=base64.b64encode(out.getvalue()).decode(), wide=picture.width, high=picture.height,
        text="\n".join(filter(None, (line.strip() for line in text.splitlines())))[:MOST_TEXT])


def pdf(path: str, most_pages: int) -> None:
    """Every page, at the width of a screen."""
    import pypdfium2  # after the limits: what it loads counts too

    try:
        book = pypdfium2.PdfDocument(path)
        if not 0 < len(book) <= most_pages:
            say(refused="lessons-pages-many" if len(book) else "lessons-pages-broken", have=len(book))
            return
        for sheet in book:
            wide, high = sheet.get_size()
            scale = WIDTH / max(wide, high, 1.0)
            drawn = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
            page(drawn, sheet.get_textpage().get_text_bounded())
            sheet.close()
    except pypdfium2.PdfiumError as wrong:
        say(refused="lessons-pages-locked" if "assword" in str(wrong) else "lessons-pages-broken")


def picture(path: str, most_dots: int) -> None:
    """One picture, not wider than a screen, on white."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None   # our own limit, before anything is unpacked
    try:
        found = Image.open(path, formats=("PNG", "JPEG", "WEBP"))
        if found.size[0] * found.size[1] > most_dots:
            say(refused="lessons-pages-heavy")
            return
        plain = ImageOps.exif_transpose(found).convert("RGBA")
        plain.thumbnail((WIDTH, WIDTH))
        white = Image.new("RGB", plain.size, "white")
        white.paste(plain, mask=plain.getchannel("A"))
        page(white)
    except MemoryError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        say(refused="lessons-pages-broken")


if __name__ == "__main__":
    try:
        confine(int(sys.argv[5]), int(sys.argv[6]))
        if sys.argv[2] == "pdf":
            pdf(sys.argv[1], int(sys.argv[3]))
        else:
            picture(sys.argv[1], int(sys.argv[4]))
    except MemoryError:
        sys.exit(9)
