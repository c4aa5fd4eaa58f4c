"""A render farm on your own machine, to write and test clients against.

It answers all documented operations over HTTP, checks every signature, and lets tasks live in simulated time.
"""
