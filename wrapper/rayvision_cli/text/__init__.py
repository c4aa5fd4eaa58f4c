"""How values, errors and replies are written: words, numbers, times, columns, languages."""
