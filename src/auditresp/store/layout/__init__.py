"""How YAML stands in a text: where each value begins and ends, which comments belong to it, and how a value is written."""
