"""The grammar of pages: layout, components, charts and words, shared by modules it does not know.

A page extends a layout and is put together from macros (one component each, shown in the gallery) and charts
drawn as SVG on the server. A property that is missing raises, because a blank where a verdict should be is
the worst fault.
"""
