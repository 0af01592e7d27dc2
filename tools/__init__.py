"""What `./run` does: standard library only, since it makes the environment that everything else needs."""
