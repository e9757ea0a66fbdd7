"""The judge of Easel's pictures and what is measured with it.

The judge is trained apart from the model that it judges: on other scenes, with another architecture
and other augmentations. It is in no bundle and never guides.
"""
