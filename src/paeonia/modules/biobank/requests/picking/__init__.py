"""From an approved request to an order: choosing, reserving, scanning, letting go, taking back."""
