"""Running trials at the site: subjects from pre-screening to last visit, their safety, the binders and the numbers."""
