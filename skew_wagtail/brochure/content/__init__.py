"""From a brochure's page to plain data: what the PDF sets and the web edition shows."""

from .book import SCHEMA, Content, build_content
from .selection import Chosen, choose

__all__ = ["SCHEMA", "Chosen", "Content", "build_content", "choose"]
