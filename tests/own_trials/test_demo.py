"""The demo programme's own trials: loaded once, each with something to see and something still to do."""

import pytest

from paeonia.people.viewer import viewer_again

pytestmark = pytest.mark.django_db


def test_two_trials_are_told_and_told_once():
    from paeonia.modules.trials.own import demo, queries
    from paeonia.modules.trials.own.standing import dues, permit_of
    from paeonia.people import demo as people
    from paeonia.people.models import User

    people.load(str)
    for _ in range(2):
        demo.load(str)
    lin = viewer_again(User.objects.get(username="lin").pk, "oncologist")
    calm, walk = queries.trials(lin)
    today = demo._day(0)
    assert [permit_of(calm, site.hospital_id, today).allowed for site in calm.sites] == [True, True]
    assert {one.level for one in dues(calm, today)} >= {"over", "month", "soon", "far"}
    assert {one.code for one in permit_of(walk, walk.own.lead_id, today).why} == {
        "own-ethics-none", "own-no-protocol", "own-hgr-open"}
    chen = viewer_again(User.objects.get(username="chen").pk, "partner_physician")
    assert [one.own.acronym for one in queries.trials(chen)] == [calm.own.acronym]
