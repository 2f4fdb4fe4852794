"""Exchange: packs out and in, and whose laptops are known."""
