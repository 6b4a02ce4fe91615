"""Addresses of this way, mounted under /accounts/ by the sign-in library."""

from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns

from paeonia.site.wechat.mp.provider import WeixinMp

urlpatterns = default_urlpatterns(WeixinMp)
