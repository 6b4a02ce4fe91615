"""Where specimens lie: freezers, racks and boxes, places in them, readings of their temperature, and what to do when one fails."""
