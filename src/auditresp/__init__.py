"""Answer the municipality's auditors: versioned YAML in, the formal Word documents out."""

__version__ = "0.1.0"
