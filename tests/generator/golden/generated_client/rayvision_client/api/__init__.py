# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""One package per group of operations, one module per operation."""
