"""What comes in, of any kind and in any mixture: recognised, planned, asked about, carried out."""
