"""A render farm on your own machine, to write and test clients against.

It answers every documented operation over HTTP, checks every signature, and renders tasks in simulated time:

- `python -m rayvision_sandbox` runs it; `--help` lists the options and the control endpoints.
- `rayvision_sandbox.app.create_app` creates it as an ASGI application, for `httpx.ASGITransport`.
- `rayvision_sandbox.pytest_plugin` has fixtures for tests: a running farm, and a client that talks to it.

How it works: a command (submit, stop, restart, ...) schedules a task's whole future at once and saves it; what is true
at a given time is computed from the schedule. Nothing has to run in between, so time may pass at any speed, or jump.
"""
