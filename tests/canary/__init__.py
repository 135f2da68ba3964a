"""A world in which everything that must stay inside carries a mark that one knows again outside.

A mark is planted in every field that ``field_classes`` calls contact, sensitive or internal, on records that
nobody agreed to show, and in every text of pages that are not public.
"""
