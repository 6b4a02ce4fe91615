"""Charts drawn as SVG on the server from frozen dataclasses: no script, readable aloud and in print."""
