"""Who somebody is by this way."""

from paeonia.site.wechat.common import WeixinProvider
from paeonia.site.wechat.mp.views import Asking


class WeixinMp(WeixinProvider):
    """She reads the page inside WeChat."""

    id = "weixin_mp"
    oauth2_adapter_class = Asking

    def get_default_scope(self) -> list[str]:
        """What she is asked to allow."""
        return ["snsapi_userinfo"]


provider_classes = [WeixinMp]
