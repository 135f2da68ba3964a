"""The day of a networking workshop (Vernetzungsworkshop): who seeks and offers what, and what was agreed."""
