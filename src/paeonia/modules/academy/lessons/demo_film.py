"""A very small film for the demo programme: each WebP picture holds a VP8 key frame, and WebM is made of such."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from paeonia.ui.pdf_font import FILE

SIZE = (640, 360)
PER_SECOND = 5
INK, PAPER, PEONY, LEAF = "#26211d", "#fbf8f3", "#a3245e", "#3f6b3f"


def picture(share: float) -> Any:
    """The hand of a clock through five days: what comes in the first 24 hours, and what afterwards."""
    made = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(made)
    left, right, top = 60, 580, 150
    first = left + (right - left) / 5
    draw.rectangle((left, top, first, top + 60), fill=PEONY)
    draw.rectangle((first + 4, top, right, top + 60), fill=LEAF)
    here = left + (right - left) * share
    draw.line((here, top - 24, here, top + 84), fill=INK, width=4)
    small, large = (ImageFont.truetype(FILE, size) for size in (20, 34))
    draw.text((left, top - 90), "急性期 0–24 h acute", fill=PEONY, font=small)
    draw.text((first + 10, top - 60), "延迟期 24–120 h delayed", fill=LEAF, font=small)
    draw.text((left, top + 100), f"第 {round(share * 120)} 小时 / hour {round(share * 120)}", fill=INK, font=large)
    return made


def film(seconds: int) -> bytes:
    """A WebM film that really plays, of so many seconds."""
    many = seconds * PER_SECOND
    return webm([picture(number / (many - 1)) for number in range(many)], 1000 // PER_SECOND)


def webm(pictures: Sequence[Any], apart: int) -> bytes:
    """Pictures as frames so many thousandths of a second apart."""
    frames = [_vp8(one) for one in pictures]
    wide, high = pictures[0].size
    head = _element(0x1A45DFA3, _text(0x4282, "webm") + _whole(0x4287, 4) + _whole(0x4285, 2))
    info = _element(0x1549A966, _whole(0x2AD7B1, 1_000_000) + _element(0x4489, struct.pack(">d", len(frames) * apart))
                    + _text(0x4D80, "paeonia") + _text(0x5741, "paeonia"))
    video = _element(0xE0, _whole(0xB0, wide) + _whole(0xBA, high))
    track = _element(0xAE, _whole(0xD7, 1) + _whole(0x73C5, 1) + _whole(0x83, 1) + _text(0x86, "V_VP8") + video)
    made, clusters, cues = info + _element(0x1654AE6B, track), b"", b""
    each = max(20_000 // apart, 1)      # a cluster spans less than 32 seconds: its times are small numbers
    for first in range(0, len(frames), each):
        blocks = b"".join(_element(0xA3, b"\x81" + struct.pack(">hB", place * apart, 0x80) + frame)
                          for place, frame in enumerate(frames[first:first + each]))
        cues += _cue(first * apart, len(made) + len(clusters))
        clusters += _element(0x1F43B675, _whole(0xE7, first * apart) + blocks)
    return head + _element(0x18538067, made + clusters + _element(0x1C53BB6B, cues))


def _cue(at: int, place: int) -> bytes:
    return _element(0xBB, _whole(0xB3, at) + _element(0xB7, _whole(0xF7, 1) + _whole(0xF1, place)))


def _vp8(picture: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=60, lossless=False)
    held = out.getvalue()
    at = held.index(b"VP8 ")
    return held[at + 8:at + 8 + struct.unpack("<I", held[at + 4:at + 8])[0]]


def _element(name: int, body: bytes) -> bytes:
    size = len(body)
    length = next(n for n in range(1, 9) if size < (1 << 7 * n) - 1)
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + (size | 1 << 7 * length).to_bytes(length, "big") + body


def _whole(name: int, value: int) -> bytes:
    return _element(name, value.to_bytes(max((value.bit_length() + 7) // 8, 1), "big"))


def _text(name: int, value: str) -> bytes:
    return _element(name, value.encode())
