"""Whether a Word file can be read by everyone: what EN 301 549 and WCAG 2.1 AA ask of a document, and a machine can see.

Only what is certain is an error; what a person should look at is a warning. `docs/accessibility.md` says of each code why it
matters and how it is mended.
"""
