"""What the data says."""
