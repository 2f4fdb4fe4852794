"""What papers are drawn with: embedded fonts, a tagged PDF, flowing parts that know their place, charts."""
