"""Floor 5: asks the questions. Modules bring questions (a sentence with its source and version); guidance puts them
to one chart, with reasons, or to everybody a viewer may see, fast."""
