"""Everything that is derived from the spec, in the order in which it is made.

    spec        the file, read and checked to be YAML; the document of each edition
    rules       what it has to keep, and the shapes that can be made
    client      the low-level client, the table of operations, the sync half of the wrapper
    documents   what is published for other languages and for readers
    compare     what changed since a release, and the version that it asks for
    missing     what people still have to write by hand, or to take out

`python -m generator --help` lists the commands.
"""
