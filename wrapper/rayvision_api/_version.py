"""Which version this is: the one place where it stands, for the package's metadata too."""

__version__ = "0.1.0"
