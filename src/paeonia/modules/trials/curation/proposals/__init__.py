"""Where a curator may ask the model inside the hospital about lines that the drafter left open."""
