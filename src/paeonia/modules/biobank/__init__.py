"""The tissue bank: protocols, donors by code, specimens and what happened to them.

Rooms beside these tables (storage, consent, genetic resources, requests, labels, quality, exchange) point down to them and
never to one another; what one must tell another goes through a function of this package.
"""
