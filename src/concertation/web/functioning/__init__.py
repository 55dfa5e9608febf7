"""The page that a table looks at together: how the partnership works, and what to talk over."""
