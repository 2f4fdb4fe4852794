"""Claims: numbers that an authority writes about itself, beside what is published."""
