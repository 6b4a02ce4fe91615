"""Wagtail's search on PostgreSQL, with queries cut the same way as the texts.

Stock full-text search takes a run of Chinese for one word and finds nothing in it. Texts come cut (`fields`); here
queries are: every word that is typed becomes a phrase of characters.
"""

from __future__ import annotations

from functools import reduce
from typing import Any

from django.contrib.postgres.search import SearchQuery
from modelsearch.backends.database.postgres import postgres as stock
from modelsearch.backends.database.postgres.query import Lexeme
from modelsearch.query import Phrase, PlainText

from .segments import segmented

NOTHING = "zzznomatchzzz"   # a query of signs alone finds nothing, and is no error


class _Cut:
    """Reads a query in single characters."""

    LAST_TERM_IS_PREFIX = False

    def build_tsquery_content(self, query: Any, config: str | None = None, invert: bool = False) -> Any:
        """The query PostgreSQL is asked."""
        if isinstance(query, Phrase):
            return _phrase(segmented(query.query_string) or NOTHING, config, invert)
        if isinstance(query, PlainText):
            words = [cut for cut in map(segmented, query.query_string.split()) if cut] or [NOTHING]
            last = len(words) - 1
            made = [_start(word, config, invert) if self.LAST_TERM_IS_PREFIX and place == last and " " not in word
                    else _phrase(word, config, invert) for place, word in enumerate(words)]
            together = (query.operator.lower() == "and") != invert
            return reduce(lambda one, other: one & other if together else one | other, made)
        return super().build_tsquery_content(query, config=config, invert=invert)  # type: ignore[misc]


def _phrase(words: str, config: str | None, invert: bool) -> SearchQuery:
    return SearchQuery(words, search_type="phrase", config=config, invert=invert)


def _start(word: str, config: str | None, invert: bool) -> SearchQuery:
    return SearchQuery(Lexeme(word, invert=invert, prefix=True), search_type="raw", config=config)


class Compiler(_Cut, stock.PostgresSearchQueryCompiler):     # type: ignore[misc]
    """Whole words and characters."""


class AutocompleteCompiler(_Cut, stock.PostgresAutocompleteQueryCompiler):   # type: ignore[misc]
    """The same, the last Latin word still being typed."""

    LAST_TERM_IS_PREFIX = True


class SearchBackend(stock.PostgresSearchBackend):    # type: ignore[misc]
    """What settings name as the backend of search."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
