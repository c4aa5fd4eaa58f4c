# Generated from wrapper/rayvision_api/_async/__init__.py by `python -m generator build`. Do not edit.
"""The wrapper's async half; its sync half is derived from it."""
