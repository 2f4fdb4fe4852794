"""The quarter: which data is expected when, what came, what it changed, and where sources differ."""
