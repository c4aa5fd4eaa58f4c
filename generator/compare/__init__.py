"""What changed since a release, and the version that it asks for."""
