"""Addresses of quality, mounted at /biobank/quality/."""

from django.urls import path

from . import views, views_audit, views_wrong
from .complaints import views as complaints

urlpatterns = [
    path("", views.home, name="bankquality"),
    path("specimens/<int:specimen_id>/result/", views.result, name="bankquality-result"),
    path("specimens/<int:specimen_id>/dispose/", views.dispose, name="bankquality-dispose"),
    path("disposals/<int:disposal_id>/", views.settle, name="bankquality-settle"),
    path("wrong/new/", views_wrong.new, name="bankquality-wrong-new"),
    path("wrong/<int:row_id>/", views_wrong.wrong, name="bankquality-wrong"),
    path("wrong/<int:row_id>/<str:deed>/", views_wrong.move, name="bankquality-move"),
    path("complaints/", complaints.listing, name="bankquality-complaints"),
    path("complaints/new/", complaints.new, name="bankquality-complaint-new"),
    path("complaints/<int:complaint_id>/", complaints.complaint, name="bankquality-complaint"),
    path("complaints/<int:complaint_id>/<str:deed>/", complaints.move, name="bankquality-hear"),
    path("audits/new/", views_audit.new, name="bankquality-audit-new"),
    path("audits/<int:draw_id>/", views_audit.audit, name="bankquality-audit"),
    path("audits/<int:draw_id>/<int:specimen_id>/", views_audit.look, name="bankquality-look"),
]
