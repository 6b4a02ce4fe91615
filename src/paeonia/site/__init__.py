"""The roof: settings, addresses, command line and the embedded database; it finds the modules and knows none by name."""
