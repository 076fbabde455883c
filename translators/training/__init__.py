"""The recipe of the compact French–English packages: from a corpus folder to an Argos package.

`python -m translators.training --help` lists the steps; README.md tells the whole way. Nothing here is needed to run
Diptych: the packages that the recipe made lie in `translators/bundled/`.
"""
