"""The peers: each a program that carries out jobs told over a pipe, in an environment of its own."""
