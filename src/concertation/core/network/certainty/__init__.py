"""How sure: who did not answer, whose word is taken, which networks go together, and what changed between waves."""
