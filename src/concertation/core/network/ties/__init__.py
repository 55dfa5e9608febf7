"""Told ties of the register and of surveys, what both ends say of them, and the networks that follow."""
