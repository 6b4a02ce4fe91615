"""Addresses of requests, mounted at /biobank/requests/."""

from django.urls import path

from . import views
from .committee import views as committee
from .logger import views as logger
from .picking import views as picking
from .results import views as results
from .shipping import views as shipping

urlpatterns = [
    path("", views.listing, name="bankreq"),
    path("catalogue/", views.catalogue, name="bankreq-catalogue"),
    path("new/", views.new, name="bankreq-new"),
    path("committee/", committee.committee, name="bankreq-committee"),
    path("review/", committee.waiting, name="bankreq-waiting"),
    path("review/<int:request_id>/", committee.review, name="bankreq-review"),
    path("<int:request_id>/", views.request_page, name="bankreq-request"),
    path("<int:request_id>/change/", views.change, name="bankreq-change"),
    path("<int:request_id>/want/", views.want, name="bankreq-want"),
    path("<int:request_id>/submit/", views.submit, name="bankreq-submit"),
    path("<int:request_id>/withdraw/", views.withdraw, name="bankreq-withdraw"),
    path("<int:request_id>/decide/", views.decide, name="bankreq-decide"),
    path("<int:request_id>/pick/", picking.pick, name="bankreq-pick"),
    path("<int:request_id>/give/", picking.give, name="bankreq-give"),
    path("<int:request_id>/results/", results.results, name="bankreq-results"),
    path("<int:request_id>/published/", results.published, name="bankreq-published"),
    path("files/<int:file_id>/", results.file, name="bankreq-file"),
    path("lines/<int:line_id>/back/", picking.back, name="bankreq-back"),
    path("orders/<int:order_id>/pack/", shipping.pack, name="bankreq-pack"),
    path("shipments/<int:shipment_id>/", shipping.shipment, name="bankreq-shipment"),
    path("shipments/<int:shipment_id>/ship/", shipping.ship, name="bankreq-ship"),
    path("shipments/<int:shipment_id>/receive/", shipping.receive, name="bankreq-receive"),
    path("shipments/<int:shipment_id>/logger/", logger.read, name="bankreq-logger"),
    path("shipments/<int:shipment_id>/manifest.csv", shipping.manifest, name="bankreq-manifest"),
]
