"""Addresses of storage, mounted at /biobank/storage/."""

from django.urls import path

from . import views, views_box, views_hand, views_put, views_warmth
from .inventory import views as inventory

urlpatterns = [
    path("", views.tree, name="bankstore"),
    path("new/", views.new, name="bankstore-new"),
    path("out/", views_hand.hand, name="bankstore-hand"),
    path("file/", views_hand.file, name="bankstore-file"),
    path("for/<int:specimen_id>/", views_put.put, name="bankstore-put"),
    path("temperatures/", views_warmth.warmth, name="bankstore-warmth"),
    path("temperatures/<int:excursion_id>/", views_warmth.excursion, name="bankstore-excursion"),
    path("<int:container_id>/", views.container, name="bankstore-container"),
    path("<int:container_id>/new/", views.new, name="bankstore-new-in"),
    path("<int:container_id>/change/", views.change, name="bankstore-change"),
    path("<int:container_id>/move/", views.move, name="bankstore-move"),
    path("<int:container_id>/note/", views.note, name="bankstore-note"),
    path("<int:container_id>/use/", views.in_use, name="bankstore-use"),
    path("<int:container_id>/store/", views_box.store, name="bankstore-store"),
    path("<int:container_id>/block/", views_box.block, name="bankstore-block"),
    path("<int:container_id>/flags/", views_box.flags, name="bankstore-flags"),
    path("<int:container_id>/inventory/", inventory.inventory, name="bankstore-inventory"),
    path("<int:container_id>/plan/", views_warmth.plan, name="bankstore-plan"),
]
