# Generated from wrapper/rayvision_api/_async/__init__.py by `python -m generator build`. Do not edit.
"""An async half that needs every rule of the generator's table; a new rule needs a use of it here."""
