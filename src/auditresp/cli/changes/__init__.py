"""The forms in which `diff` says what changed: for the terminal, for a merge request, for programs."""
