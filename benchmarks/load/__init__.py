"""Many people at once on a true server: what they wait for, and that nothing they wrote is lost."""
