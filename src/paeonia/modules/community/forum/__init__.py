"""The forum of physicians, nurses and those who teach: topics, cases without traces of persons, replies, what was done."""
