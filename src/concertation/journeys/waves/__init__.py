"""Waves of questions: preparing, inviting, opening, reminding, closing."""
