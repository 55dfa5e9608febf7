"""Networks of organisations at four sizes, measured beside the tools that evaluators use."""
