"""Samples to collect: for those who plan kits, tubes and couriers."""
