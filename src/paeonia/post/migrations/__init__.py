"""Tables of the post."""
