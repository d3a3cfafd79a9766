"""The models that ship with the package and what reads them."""
