"""The command line `rayvision`: the whole API for people and for shell scripts.

`rayvision_cli.__main__.main` is what the script `rayvision` runs.
"""
