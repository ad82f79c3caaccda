"""Nobody who promised something is surprised: what to say today, and how it is said and remembered. Nothing here reads the clock."""
