"""Signing in by WeChat: on the website by a code that is scanned, inside WeChat at once; for accounts that exist already."""
