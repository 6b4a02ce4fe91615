"""Asks a language model inside the hospital for sentences the drafter could not write; off unless somebody turns it on."""
