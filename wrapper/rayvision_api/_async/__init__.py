"""The wrapper's async half; its sync half is derived from it."""
