"""Word's file format: the package and its parts, styles, lists, drawings and letters, without a word about audits."""
