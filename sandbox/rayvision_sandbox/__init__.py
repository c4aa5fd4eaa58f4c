"""A render farm on your own machine, to write and test clients against.

It answers every documented operation over HTTP, checks every signature, and lets tasks live in simulated time:

- `python -m rayvision_sandbox` runs it; `--help` tells the rest, the control endpoints included.
- `rayvision_sandbox.app.create_app` makes it as an ASGI application, for `httpx.ASGITransport`.
- `rayvision_sandbox.pytest_plugin` has fixtures for tests: a running farm, and a client that talks to it.

How it works: a command (submit, stop, restart...) plans a task's whole future at once and writes it down, and what is
true at some moment is read off the plans. Nothing ticks, so time may run at any speed, or jump.
"""
