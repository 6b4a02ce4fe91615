"""Floor 0: facts about patients, values with units, time, and the dictionary that says what may be said.

Pure Python: nothing here knows of a database, a web page or a file format.
"""
