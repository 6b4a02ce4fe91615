"""Who somebody is by this way."""

from paeonia.site.wechat.common import WeixinProvider
from paeonia.site.wechat.web.views import Asking


class WeixinWeb(WeixinProvider):
    """A code on the screen, scanned by her telephone."""

    id = "weixin_web"
    oauth2_adapter_class = Asking

    def get_default_scope(self) -> list[str]:
        """What she is asked to allow."""
        return ["snsapi_login"]


provider_classes = [WeixinWeb]
