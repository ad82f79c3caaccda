"""What the files said before: any version of them, how it came about, and which one was sent."""
