"""The rows, and their migrations."""
