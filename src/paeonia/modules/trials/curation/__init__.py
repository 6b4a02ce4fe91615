"""From the text of a protocol to computable criteria: the drafter's proposals, two people's approval, our own trials."""
