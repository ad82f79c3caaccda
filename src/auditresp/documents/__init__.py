"""From the register to Word: what a template sees, the template compiled, and the document filled."""
