"""A stand-in for the vendor's transmitter: its command line, its messages and its ends, over a folder of this machine.

Nothing of it is the vendor's. It shows how the program behaves that it stands in for, as far as that was observed.
"""
