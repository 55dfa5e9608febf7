"""The pages of a partner who answers: no account, no session, one topic a page."""
