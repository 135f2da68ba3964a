"""Where the project's own files lie, for the tests that read them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "skew_wagtail"


def modules(*, migrations: bool = False) -> list[Path]:
    """The package's Python files."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if migrations or "migrations" not in path.parts]


def templates() -> list[Path]:
    """The package's templates."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def name(path: Path) -> str:
    """The file as a reader of the repository calls it."""
    return path.relative_to(ROOT).as_posix()
