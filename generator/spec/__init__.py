"""The spec: what the file says, and what that comes to for each edition of the API."""
