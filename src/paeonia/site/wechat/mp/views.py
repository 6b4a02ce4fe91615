"""The two addresses of this way: going to WeChat and coming back."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView

from paeonia.site.wechat import common


class Asking(common.Asking):
    """Asks inside WeChat."""

    provider_id = "weixin_mp"
    path = "/connect/oauth2/authorize"


oauth2_login = common.offered(Asking.provider_id, OAuth2LoginView.adapter_view(Asking))
oauth2_callback = common.offered(Asking.provider_id, OAuth2CallbackView.adapter_view(Asking))
