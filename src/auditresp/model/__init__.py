"""The vocabulary of the files as frozen records, and the register they make together."""
