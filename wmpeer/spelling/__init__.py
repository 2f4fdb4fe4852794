"""British spelling, offline: which words are known, which words of a text to look at, what may have been meant."""
