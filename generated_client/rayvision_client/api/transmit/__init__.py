# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""The operations of one group, one module each."""
