"""Everything inconsistent, by strength, each with the way to the place that mends it."""
