"""Addresses of the website, mounted at the root: pages under their language, feeds, and the editors' rooms."""

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin

from . import doors, feeds, files, translating, views, views_papers, views_personal, views_translated

# Wagtail's own sign-in page is among them and leads to ours: see doors.
urlpatterns = [
    path("website/", views.start, name="website"),
    # Before the library's own: it would translate another text than the one the editor sees.
    path("cms/localize/submit/page/<int:page_id>/", doors.guarded(translating.SubmitLatest.as_view())),
    path("website/translated/<int:page_id>/", views_translated.send, name="website-translated"),
    path("cms/", include(doors.behind_our_door(wagtailadmin.urlpatterns))),
    path("robots.txt", feeds.robots, name="website-robots"),
    path("sitemap.xml", feeds.sitemap, name="website-sitemap"),
    path("media/<path:name>", files.media, name="website-media"),
    path("for-you/", views_personal.mine, name="website-mine"),
    path("hand/<int:patient_id>/", views_personal.hand, name="website-hand"),
    path("website/unserved/", views_personal.unserved, name="website-unserved"),
    path("website/reviews/", views_personal.reviews, name="website-reviews"),
    path("website/papers/", views_papers.bring, name="website-papers"),
    *(entry for tongue in ("zh", "en") for entry in (
        path(f"{tongue}/search/", views.search, {"tongue": tongue}, name=f"website-search-{tongue}"),
        path(f"{tongue}/feed.xml", feeds.articles, {"tongue": tongue}, name=f"website-feed-{tongue}"),
        path(f"{tongue}/podcast.xml", feeds.podcast, {"tongue": tongue}, name=f"website-podcast-{tongue}"),
        path(f"{tongue}/cite/<int:paper_id>/<str:style>", views_papers.cite, {"tongue": tongue},
             name=f"website-cite-{tongue}"),
        path(f"{tongue}/", views.show, {"tongue": tongue}, name=f"website-{tongue}"),
        path(f"{tongue}/<path:way>", views.show, {"tongue": tongue}, name=f"website-page-{tongue}"),
    )),
]
