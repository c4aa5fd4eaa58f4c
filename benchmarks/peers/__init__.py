"""The peers: each a program that carries out jobs read from a pipe, in a separate environment."""
