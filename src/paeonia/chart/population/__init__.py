"""An invented population that looks right to an oncologist.

`draw` makes arrays from a seed: who the women (and few men) are, what their tumours are, how the disease and its
treatment went until today, and what of it somebody wrote down. `statements` says the same patient by patient for the
door, `columns` as columns for the population engine, `bulk` carries a large population through the door. Proportions
carry their source in a comment; "assumed" marks those nobody published in the form needed here.
"""
