"""The documents that are published: OpenAPI for other languages, the reference, the guide to signing."""
