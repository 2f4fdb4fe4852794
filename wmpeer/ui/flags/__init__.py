"""Flags on the screens: their sentences, what one answers, and the list of those that wait for an answer."""
