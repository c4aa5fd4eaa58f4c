# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Low-level client of the Fixture: models, one module per operation, the operation table.

`rayvision_client.api.<group>.<operation>` sends one operation over an `httpx` client of yours; `rayvision_client.models`
holds what it takes and gives; `rayvision_client.operations` is the table of all operations.
"""
