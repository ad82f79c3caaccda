"""Where text comes from and goes: the workspace's files, read into a register and written back whole."""
