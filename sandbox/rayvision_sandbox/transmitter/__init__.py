"""A stand-in for the vendor's transmitter: its command line, messages and exit codes, over a folder of this machine.

None of its code is the vendor's. It behaves as the original was observed to behave.
"""
