"""Addresses of the house; modules bring their own, mounted under their name."""

from importlib.util import find_spec

from allauth.urls import urlpatterns as account_addresses
from django.urls import include, path

from paeonia.people.pages import page
from paeonia.site import registry, views
from paeonia.site.wechat import views as wechat
from paeonia.ui.gallery import gallery


def floor_addresses() -> list[object]:
    """Return the addresses of the core floors, which mount at the root."""
    floors = [f"paeonia.{floor}" for floor in registry.FLOORS if floor != "ui"]
    found = [f"{floor}.urls" for floor in floors if find_spec(floor) and find_spec(f"{floor}.urls")]
    return [path("", include(urls)) for urls in found]


# The grammar of pages knows no people, so the policy of its one page is declared here.
GALLERY = [path("gallery", page(verb="gallery.see")(gallery), name="gallery")]


def module_addresses() -> list[object]:
    """Return the addresses of the modules, each under its own name."""
    names = registry.module_names()
    places = {m.name: f"{m.name}/" if m.mount is None else m.mount for m in registry.modules()}
    # A module without a place of its own comes last: its addresses may be any word.
    ours = sorted((m for m in registry.modules() if m.name in names and m.urls), key=lambda m: not places[m.name])
    return [path(places[m.name], include(m.urls)) for m in ours]


# Without the library's old addresses, which only lead to the new ones and have no policy.
ACCOUNTS = [one for one in account_addresses if not str(one.pattern).startswith("social/")]

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("role/", views.role, name="role"),
    path("livez", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
    path("accounts/wechat/", wechat.unknown, name="wechat-unknown"),
    path("accounts/wechat/connect/", wechat.connect, name="wechat-connect"),
    path("accounts/", include(ACCOUNTS)),
    path("", include((GALLERY, "ui"))),
    *floor_addresses(),
    *module_addresses(),
]
handler400 = views.unreadable
handler403 = views.refused
handler404 = views.missing
handler500 = views.broken
