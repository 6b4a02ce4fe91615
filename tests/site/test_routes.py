"""Each address of the house, asked by nobody and by every role that may not."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path

from paeonia.people.pages import open_page, page
from paeonia.people.policy import VERBS
from paeonia.people.roles import Role
from paeonia.site.checks import addresses, addresses_have_policies

pytestmark = pytest.mark.django_db


def guarded():
    """Yield every address with a verb, its view, and made-up values for its parts."""
    for address, view in addresses():
        policy = getattr(view, "policy", None)
        if policy is not None and policy.verb:
            yield address, view, {part: "1" for part in re.findall(r"<(?:\w+:)?(\w+)>", address)}


def test_nobody_is_led_to_the_sign_in_page(client):
    from django.contrib.auth.models import AnonymousUser

    for address, view, parts in guarded():
        request = RequestFactory().get(f"/{address}")
        request.user, request.session = AnonymousUser(), {}
        answer = view(request, **parts)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/accounts/login/"), address


@pytest.mark.parametrize("role", Role.values)
def test_each_role_is_refused_what_is_not_its_own(role, person, two_hospitals):
    user, asked = person(role, two_hospitals[0]), 0
    for address, view, parts in guarded():
        if role in VERBS[view.policy.verb]:
            continue
        for method in ("get", "post"):
            request = getattr(RequestFactory(), method)(f"/{address}")
            request.user, request.session = user, {}
            with pytest.raises(PermissionDenied):
                view(request, **parts)
            asked += 1
    assert asked or all(role in VERBS[view.policy.verb] for _a, view, _p in guarded())


def test_an_address_without_a_policy_does_not_start():
    def forgotten(request):
        return HttpResponse("everything")

    faults = addresses_have_policies(
        [path("all-patients/", forgotten), path("ok/", open_page("a test")(forgotten))]
    )
    assert [fault.id for fault in faults] == ["paeonia.E001"]
    assert "all-patients" in faults[0].msg


def test_a_misspelt_verb_stops_at_import():
    with pytest.raises(KeyError, match="No such verb"):
        page(verb="chart.raed")


def test_an_open_page_says_why():
    with pytest.raises(ValueError, match="why"):
        open_page(" ")
