"""Tasks under way: their progress shown, waited for, and told of when they end."""
