"""What people still have to write after a build, because no generator could, and what they still have to take out."""
