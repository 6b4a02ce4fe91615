"""The demo of the club's rooms: loaded once, through the same gates as everybody's words."""

import pytest

from paeonia.modules.community.album import demo as album
from paeonia.modules.community.album import queries as albums
from paeonia.modules.community.forum import demo as forum
from paeonia.modules.community.forum import queries as threads
from paeonia.modules.community.mentors import demo as mentors
from paeonia.modules.community.mentors import queries as matches
from paeonia.people import demo as people
from paeonia.people.models import User
from paeonia.people.viewer import viewer_again

pytestmark = pytest.mark.django_db


def test_each_is_loaded_once():
    people.load(str)
    for _ in range(2):
        for part in (forum, mentors, album):
            part.load(str)
    lin, bai, tang = (viewer_again(User.objects.get(username=name).pk, role)
                      for name, role in (("lin", "oncologist"), ("bai", "patient"), ("tang", "educator")))
    found, many = threads.threads(lin)
    assert many == 2 and [one.did_id is not None for one in found].count(True) == 1
    assert [one.name for one in matches.mentors(bai)] == ["荷姐"] and matches.wish(bai).state == "proposed"
    assert [one.many for one in albums.albums(bai)] == [2] and len(albums.mine(bai)) == 1
    assert matches.waiting(tang) == 0
