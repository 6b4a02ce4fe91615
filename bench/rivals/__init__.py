"""The same questions put to general engines, as well as we know how: what the population engine is compared with."""
