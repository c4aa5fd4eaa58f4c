"""What the API offers: for each operation the members of its request, as the spec has them, and its answer."""
