"""An album of an invented walk: drawn pictures in which nobody can be recognised, and one that waits for a yes."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageDraw

from paeonia.people.models import Hospital, User
from paeonia.people.viewer import viewer_again

from . import actions, queries
from .choices import How
from .models import Album

SIZE = WIDE, HIGH = 960, 640
SHOWS = (("湖边的早晨（绘图，演示）", 0), ("走过的小路，路边芍药开了（绘图，演示）", 1), ("在东门的合影（绘图，演示）", 2))


@transaction.atomic
def load(say: Callable[[str], None]) -> None:
    """Add it where no album stands yet."""
    people = {user.username: user for user in User.objects.filter(username__in=("bai", "tang"))}
    main = Hospital.objects.filter(code="main").first()
    if len(people) < 2 or main is None:
        return
    tang = viewer_again(people["tang"].pk, "educator")
    if queries.albums(tang):
        return
    album = actions.begin(Album(
        hospital=main, title_zh="康丽沙龙 · 周六晨走（演示）", title_en="Kang Li Salon · Saturday walk (demo)",
        day=timezone.localdate() - timedelta(days=14)), tang)
    for shows, kind in SHOWS:
        made = actions.add(album, SimpleUploadedFile("drawn.jpg", drawn(kind)), shows, tang)
        if kind == 2:
            actions.name(made, "白兰", How.ONLINE, "bai", None, "", tang)
        actions.complete(made, kind != 2, tang)
    say("An album with two drawn pictures, and one that waits for a yes.")


def drawn(kind: int) -> bytes:
    """A picture in soft colours: a lake, a path with peonies, or two walkers seen as shapes."""
    picture = Image.new("RGB", SIZE, "#fbe9df")
    pen = ImageDraw.Draw(picture)
    for row in range(HIGH):
        pen.line((0, row, WIDE, row), fill=(251 - row // 12, 233 - row // 20, 223 - row // 40))
    pen.ellipse((690, 70, 810, 190), fill="#f6b9a7")
    pen.rectangle((0, 400, WIDE, HIGH), fill="#a9c3b2")
    if kind == 0:
        pen.ellipse((60, 400, 900, 620), fill="#b9d3dc")
        pen.polygon(((0, 400), (220, 250), (460, 400)), fill="#8fae9d")
    else:
        pen.polygon(((400, HIGH), (560, HIGH), (500, 400), (470, 400)), fill="#efe0cc")
        for at in range(60, WIDE, 140):
            for turn in ((-18, 0), (18, 0), (0, -18), (0, 18)):
                pen.ellipse((at + turn[0] - 20, 520 + turn[1] - 20, at + turn[0] + 20, 520 + turn[1] + 20), fill="#d9748f")
            pen.ellipse((at - 12, 508, at + 12, 532), fill="#f4cf8a")
    for at in (380, 520) if kind == 2 else ():
        pen.ellipse((at, 250, at + 60, 310), fill="#c98f7a")
        pen.rounded_rectangle((at - 20, 315, at + 80, 480), radius=40, fill="#7c93a8")
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=88)
    return kept.getvalue()
