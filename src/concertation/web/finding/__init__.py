"""What the pages of lists share: a question read from an address, and addresses of the next questions."""
