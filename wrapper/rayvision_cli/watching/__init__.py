"""Tasks under way: their progress shown, waited for, and reported when they end."""
