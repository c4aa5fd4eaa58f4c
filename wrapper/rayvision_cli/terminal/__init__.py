"""What a command works at: its session, output, keyboard, failures and exit codes."""
