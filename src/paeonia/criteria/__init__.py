"""Floor 1: the language of criteria. Sentences are read from YAML into frozen nodes, answered yes, no or unknown
by two engines with one meaning (a person with reasons, a population at speed), and said in Chinese and English."""
