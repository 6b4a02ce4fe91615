"""Setting up containers: made, changed, moved, taken out of use and brought back."""
