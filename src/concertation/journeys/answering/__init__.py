"""A partner answers: what is asked, drafts, ballots, sending, and leaving."""
