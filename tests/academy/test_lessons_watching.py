"""What was really watched: forged, replayed and hurried beats, and those of two tabs, count for nothing more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from academy.laid_lessons import a_lesson
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from paeonia.modules.academy import actions as academy
from paeonia.modules.academy.lessons import actions, queries, viewing, watched
from paeonia.modules.academy.lessons.models_learner import Beat, Done
from paeonia.people.context import acting
from paeonia.record.problems import Refused

SECOND = 1000
stretches = some.lists(some.tuples(some.integers(0, 300), some.integers(1, 60)).map(lambda one: (one[0], one[0] + one[1])))


@given(stretches)
def test_no_second_counts_twice_and_none_beyond_the_end(found):
    seen = {second for begins, ends in found for second in range(begins, ends)}
    assert sum(ends - begins for begins, ends in watched.union(found)) == len(seen)
    assert watched.share(found, 100) == len({second for second in seen if second < 100})


@given(some.integers(0, 10**6), some.integers(1, 10**6), some.floats(0, 10_000))
def test_nobody_has_more_than_time_passed_times_the_speed(begins, long, passed):
    now = timezone.now()
    got = watched.credited((begins, begins + long), 10**7, now - timedelta(seconds=passed), now)
    if got is not None:
        assert got[0] == begins and 0 < got[1] - got[0] <= min(passed, watched.LONGEST) * SECOND * watched.SPEED


def test_a_film_without_length_has_no_share():
    assert watched.share([(0, 5)], 0) == 0


@pytest.fixture
def film(course, teacher, physician, tmp_path, monkeypatch):
    """A film of twenty seconds in a course the physician takes part in; gives how to open it and beat."""
    monkeypatch.setenv("PAEONIA_HOME", str(tmp_path))
    made = course()
    lesson = a_lesson(made, teacher, "video")
    return lesson, academy.enrol(made, physician, "陈立夏")


class Tab:
    """One opening of the film; time is told to it."""

    def __init__(self, film, viewer):
        self.lesson, self.row = film
        self.viewer = viewer
        self.opened = actions.view(self.lesson, self.row, viewer)
        with acting(viewer):
            shown = queries.film(self.lesson)
        self.token, self.number = viewing.token(self.opened.pk, shown.pk, viewer.user_id), 0

    def beat(self, begins, ends, after, number=None):
        """Play from a second to a second, told so many seconds after the opening."""
        self.number += 1
        return actions.beat(self.token, self.number if number is None else number, (begins * SECOND, ends * SECOND),
                            self.viewer, self.opened.at + timedelta(seconds=after))


@pytest.mark.django_db
def test_watched_to_the_end_it_is_done(film, physician):
    tab = Tab(film, physician)
    assert tab.beat(0, 10, 10) == (50, False)
    assert tab.beat(10, 20, 20) == (100, True)
    with acting(physician):
        assert Done.objects.get().lesson == film[0]


@pytest.mark.django_db
def test_double_speed_counts_and_faster_does_not(film, physician):
    tab = Tab(film, physician)
    assert tab.beat(0, 10, 5)[0] == 50
    with pytest.raises(Refused, match="more seconds than have passed"):
        tab.beat(10, 20, 7)
    assert tab.beat(10, 15, 8)[0] == 75


@pytest.mark.django_db
def test_what_is_replayed_counts_once(film, physician):
    tab = Tab(film, physician)
    tab.beat(0, 5, 5, number=1)
    with pytest.raises(Refused, match="already counted"):
        tab.beat(0, 5, 30, number=1)
    assert tab.beat(0, 5, 40, number=2)[0] == 25, "the same seconds again are the same seconds"


@pytest.mark.django_db
def test_two_tabs_share_one_clock(film, physician):
    one, other = Tab(film, physician), Tab(film, physician)
    one.beat(0, 10, 10)
    with pytest.raises(Refused, match="more seconds than have passed"):
        other.beat(10, 20, 10)
    assert other.beat(0, 10, 20)[0] == 50


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_the_very_same_moment_wait_for_each_other(film, physician):
    tabs = [Tab(film, physician) for _ in range(4)]

    def beat(number):
        try:
            return tabs[number].beat(number * 5, number * 5 + 5, 2.5)[0]
        except Refused:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        told = list(together.map(beat, range(4)))
    assert sum(one is not None for one in told) == 1, "five seconds fit into two and a half once"


@pytest.mark.django_db
def test_beats_out_of_order_and_outside_the_film(film, physician):
    tab = Tab(film, physician)
    assert tab.beat(10, 20, 10, number=2)[0] == 50
    with pytest.raises(Refused, match="more seconds"):
        tab.beat(0, 10, 10.1, number=1)
    for begins, ends in ((20, 30), (8, 8), (9, 3), (-1, 4)):
        with pytest.raises(Refused, match="not in the film"):
            tab.beat(begins, ends, 60)
    assert tab.beat(15, 90, 60)[0] == 50, "what lies beyond the end is cut off"


@pytest.mark.django_db
def test_forged_tokens_and_those_of_others(film, physician, viewer, two_hospitals):
    tab = Tab(film, physician)
    somebody = viewer("partner_physician", two_hospitals[1])
    for token, who in ((tab.token[:-2] + "xx", physician), ("", physician), ("a:b:c", physician), (tab.token, somebody),
                       (viewing.token(tab.opened.pk, 10**6, physician.user_id), physician),
                       (viewing.token(10**9, 1, physician.user_id), physician)):
        with pytest.raises(Refused, match="not known here"):
            actions.beat(token, 1, (0, SECOND), who)
    with pytest.raises(PermissionDenied):
        actions.view(film[0], film[1], somebody)


@pytest.mark.django_db
def test_the_ledger_is_only_added_to_and_hers_alone(film, physician, viewer, two_hospitals):
    Tab(film, physician).beat(0, 5, 5)
    with acting(physician), pytest.raises(Error, match="never changed|permission denied"), transaction.atomic():
        Beat.objects.all().update(ends=20_000)
    with acting(viewer("oncologist", two_hospitals[0])):
        assert not Beat.objects.exists(), "who takes part is no business of colleagues"


@pytest.mark.django_db
def test_a_withdrawn_film_counts_no_more_and_nothing_is_lost(film, physician, teacher):
    tab = Tab(film, physician)
    tab.beat(0, 10, 10)
    actions.publish(film[0], False, teacher)
    with pytest.raises(Refused, match="has been withdrawn"):
        tab.beat(10, 20, 20)
    actions.publish(film[0], True, teacher)
    assert tab.beat(10, 19, 30) == (95, True)
