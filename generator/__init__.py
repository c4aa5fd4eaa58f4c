"""Everything that is derived from the spec: the low-level client, the operation table, the sync half of the wrapper.

python -m generator build    validate the spec, then write what follows from it
python -m generator check    change nothing; fail where the tree is not what the spec gives
python -m generator lint     validate the spec alone
"""
