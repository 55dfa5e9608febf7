"""The gate of translations: what people read is whole in both languages, or `make check` says where it is not."""
