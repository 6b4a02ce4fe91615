"""Codes as pictures a scanner would see, and what a second library reads in them."""

import io

import zxingcpp
from PIL import Image

from paeonia.modules.biobank.labels.codes import QUIET


def drawn(code, dot=4):
    """The code in black on white, its quiet zone around it."""
    quiet, side = QUIET[code.kind], code.side
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(code.rows):
        for x, dark in enumerate(row):
            if dark:
                picture.putpixel((x + quiet, y + quiet), 0)
    return picture.resize((side * dot, side * dot), Image.Resampling.NEAREST)


def as_bytes(picture, kind="PNG", **options):
    held = io.BytesIO()
    picture.save(held, kind, **options)
    return held.getvalue()


def scanned(picture):
    """Texts of every code in a picture."""
    return [one.text for one in zxingcpp.read_barcodes(picture, text_mode=zxingcpp.TextMode.Plain)]
