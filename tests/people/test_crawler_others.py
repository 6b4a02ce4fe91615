"""The same questions about the other half of the people; two workers share the way."""

from people import test_crawler
from people.test_crawler import (  # noqa: F401  the same tests, of other people
    test_a_search_tells_nothing_but_what_was_typed,
    test_every_role_has_a_first_page,
    test_how_far_it_went,
    test_more_patients_elsewhere_change_no_answer,
    test_no_answer_holds_what_is_not_the_readers,
    test_no_way_of_asking_breaks_a_page,
    test_nobody_writes_into_another_hospital,
    test_what_is_out_of_reach_looks_like_what_is_not_there,
    test_who_may_is_really_shown,
    walked,
)

from paeonia.people.roles import Role

EVERYBODY = (*map(str, Role.values), "nobody", "roleless", "west", "guarded")
WALKERS = tuple(who for who in EVERYBODY if who not in test_crawler.WALKERS)


def test_everybody_walks():
    assert {*WALKERS, *test_crawler.WALKERS} == set(EVERYBODY)
