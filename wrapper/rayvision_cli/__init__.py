"""The command line `rayvision`."""
