"""Shipments: manifest, dispatch, and a receipt that must match it tube by tube."""
