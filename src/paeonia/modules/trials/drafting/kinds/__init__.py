"""One small file for each family of criteria: the patterns it reads and the sentences it makes of them."""
