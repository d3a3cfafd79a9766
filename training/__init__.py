"""The recipe that makes the embedded model from parallel text; needs torch and eflomal.

Nothing but its own command (`python -m training`) imports this package.
"""
