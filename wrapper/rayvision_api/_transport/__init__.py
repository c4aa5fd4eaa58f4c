"""How a call travels: settings, signed requests, connections, retries, and what comes back."""
