"""The service account: whoever reads a page inside WeChat is asked there (oauth2/authorize, snsapi_userinfo)."""
