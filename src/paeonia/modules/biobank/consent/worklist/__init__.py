"""The worklist of a withdrawal: each specimen destroyed, given back or accounted for, by two persons, with evidence."""
