"""Work with tubes: collecting, deriving, dividing, pooling, and the page of one tube."""
