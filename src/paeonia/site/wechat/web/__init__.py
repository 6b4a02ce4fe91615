"""The website's own application of WeChat's open platform: a code on the screen is scanned (qrconnect, snsapi_login)."""
