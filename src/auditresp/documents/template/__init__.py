"""Word templates: compiled once, with every tag's place known, then filled as often as there are documents."""
