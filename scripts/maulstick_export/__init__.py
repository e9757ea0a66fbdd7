"""Exports Stable Diffusion v1 models as bundles: the folders that Maulstick's engine loads.

`export.py` reads as the list of steps; every other file holds one of its ideas.
"""
