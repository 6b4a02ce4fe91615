"""The post of the house: one way to tell a person something, first inside, and outside where she said yes.

A letter is written once; what leaves the house says no more than that a letter waits, and where.
"""
