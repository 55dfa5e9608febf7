"""Areas: brought in from official files, or put together by hand."""
