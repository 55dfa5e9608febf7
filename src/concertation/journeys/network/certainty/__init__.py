"""How sure a network is: whose word, who is silent, which kinds go together, what changed."""
