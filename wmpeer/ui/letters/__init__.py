"""The letters: what stands in them, where it comes from, and their way out."""
