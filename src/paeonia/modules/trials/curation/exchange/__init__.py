"""Criteria in and out: MatchMiner's CTML both ways, and the file of the house."""
