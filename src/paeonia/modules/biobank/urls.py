"""Addresses of the tissue bank, mounted at /biobank/."""

from django.urls import include, path

from . import views
from .bench import views as bench
from .donors import views as donors
from .protocols import views as protocols
from .stock import views as stock

urlpatterns = [
    path("", views.home, name="bank"),
    path("ask/", include("paeonia.modules.biobank.asking.urls")),
    path("consent/", include("paeonia.modules.biobank.consent.urls")),
    path("exchange/", include("paeonia.modules.biobank.exchange.urls")),
    path("hgr/", include("paeonia.modules.biobank.hgr.urls")),
    path("labels/", include("paeonia.modules.biobank.labels.urls")),
    path("limits/", include("paeonia.modules.biobank.limiting.urls")),
    path("quality/", include("paeonia.modules.biobank.quality.urls")),
    path("requests/", include("paeonia.modules.biobank.requests.urls")),
    path("scan/", views.scan, name="bank-scan"),
    path("storage/", include("paeonia.modules.biobank.storage.urls")),
    path("protocols/new/", protocols.new, name="bank-protocol-new"),
    path("protocols/<int:protocol_id>/", protocols.protocol, name="bank-protocol"),
    path("protocols/<int:protocol_id>/change/", protocols.change, name="bank-protocol-change"),
    path("protocols/<int:protocol_id>/next/", protocols.begin, name="bank-edition-next"),
    path("protocols/<int:protocol_id>/register/", donors.register, name="bank-register"),
    path("editions/<int:edition_id>/points/", protocols.point, name="bank-point"),
    path("editions/<int:edition_id>/publish/", protocols.publish, name="bank-publish"),
    path("points/<int:point_id>/wanted/", protocols.requirement, name="bank-requirement"),
    path("points/<int:point_id>/wanted/<int:parent_id>/", protocols.requirement, name="bank-requirement-of"),
    path("planned/<str:what>/<int:thing_id>/remove/", protocols.remove, name="bank-planned-remove"),
    path("pool/", bench.pool, name="bank-pool"),
    path("donors/<int:registration_id>/", donors.donor, name="bank-donor"),
    path("donors/<int:registration_id>/plan/", donors.plan, name="bank-plan"),
    path("visits/<int:collection_id>/", donors.visit, name="bank-visit"),
    path("specimens/", stock.listing, name="bank-stock"),
    path("specimens.csv", stock.file, name="bank-stock-file"),
    path("specimens/<int:specimen_id>/", bench.specimen, name="bank-specimen"),
    path("specimens/<int:specimen_id>/step/", bench.step, name="bank-step"),
    path("specimens/<int:specimen_id>/make/<str:how>/", bench.make, name="bank-make"),
]
