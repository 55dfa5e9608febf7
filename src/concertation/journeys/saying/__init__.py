"""What networks say: in sentences, around one organisation, and side by side."""
