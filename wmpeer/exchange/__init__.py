"""Packs between laptops: handed out, handed in, taken in and taken back."""
