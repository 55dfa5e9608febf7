"""The first page: what is known, what is emerging, what needs attention."""
