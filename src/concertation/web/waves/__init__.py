"""The coordinator’s side of a survey: what is asked, of whom, until when, and who was heard."""
