"""Where specimens lie: containers and places, who has which tube, temperatures, and what to do when a freezer fails."""
