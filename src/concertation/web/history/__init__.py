"""Who changed the register, when and why."""
