"""What the calls of both halves have in common: their arguments, pages, waiting, and what they sum up."""
