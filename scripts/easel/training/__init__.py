"""Training of Easel's networks: what the commands beside this package are made of."""
