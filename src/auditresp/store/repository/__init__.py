"""The git repository around a workspace: git as a program, what it must know, and committing so that all becomes visible or nothing."""
