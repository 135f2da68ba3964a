"""What an import may do, and what was decided about it."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class ImportOptions:
    """What an import may do beyond drafts: publish, make tags, leave out rows with errors.

    ``decisions`` holds by vocabulary what was decided about unknown words, see ``lookups.Decisions``;
    ``columns`` by index of a file's column the key of ours or nothing, where an editor assigned them, ``None``
    while that is still to be done; ``mapping`` the name under which they are remembered; ``overwrite`` by actor key
    the keys of columns in which the file wins over what somebody edited since the last import.
    """

    publish: bool = False
    create_tags: bool = False
    skip_invalid: bool = False
    decisions: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    columns: dict[str, str] | None = field(default_factory=dict)
    mapping: str = ""
    overwrite: dict[str, list[str]] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """What the register of imports keeps of it: no words of the file, for they may be anybody's."""
        return {name: value for name, value in asdict(self).items() if name != "decisions"}
