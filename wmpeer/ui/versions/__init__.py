"""What changed between two versions of a document, and what the new one means for what was recorded."""
