"""Expressions of interest (Interessenbekundungen): how a municipality answers a call online."""
