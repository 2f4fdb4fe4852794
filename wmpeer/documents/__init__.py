"""What an authority says: documents read, kept, found again."""
