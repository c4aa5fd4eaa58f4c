"""The farm in a browser: one page with all tasks, live, that asks before it changes anything.

`polling` asks the farm and knows what changed when, `rows` and `details` write that for the page, `app` serves it to
those that `authentication` lets in, and `server` runs it all on this machine; `embedding` is for servers that have a
farm themselves.
"""
