"""The house stands as designed: arrows point down, files stay small, settings are read in one place."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from skew_wagtail import SKEW_WAGTAIL_APPS
from tests import field_classes
from tests.sources import PACKAGE, ROOT, modules, name, templates

#: Rooms by floor, lowest first; those of one floor do not know each other.
FLOORS = (
    {"root"},
    {"pdf", "vocabulary"},
    {"privacy"},
    {"actors"},
    {"cooperation", "inventory"},
    {"forum", "programmes"},
    {"brochure"},
    {"selfservice", "exchange"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
#: Names of rooms in strings that are no arrows: the list of apps and the addresses they mount.
STRINGS_ALLOWED = {PACKAGE / "__init__.py", PACKAGE / "urls.py"}

MODULE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 400, 50, 120
# Put together here so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.}-])/(?:" + "|".join(["work", "root", "home/\\w+", "tmp/team"]) + ")/")


def room_of(module: str) -> str:
    """The room of a dotted module: ``skew_wagtail.actors.models`` is in ``actors``."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in FLOOR else "root"


def dotted(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it, functions included; ours only."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("skew_wagtail"))
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, base]).rstrip(".")
            if base.startswith("skew_wagtail"):
                yield from (f"{base}.{alias.name}" for alias in node.names)


def named_in_strings(tree: ast.AST) -> Iterator[str]:
    """Rooms that a module names in strings, as in a foreign key to ``skew_forum.ForumPage``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            match = re.fullmatch(r"(?:skew_wagtail\.|skew_)([a-z]+)\.\w[\w.]*", node.value)
            if match and match[1] in FLOOR:
                yield f"skew_wagtail.{match[1]}"


def forbidden_arrows(
    source: str, module: str, *, is_package: bool = False, strings: bool = True
) -> list[str]:
    """What a module may not name: rooms above its own and others on its floor."""
    tree = ast.parse(source)
    package = module if is_package else module.rpartition(".")[0]
    room = room_of(module)
    names = [*imported(tree, package), *(named_in_strings(tree) if strings else ())]
    return [target for target in names if room_of(target) != room and FLOOR[room_of(target)] >= FLOOR[room]]


@pytest.mark.parametrize("path", modules(migrations=True), ids=name)
def test_arrows_point_down(path):
    strings = path not in STRINGS_ALLOWED
    is_package = path.name == "__init__.py"
    source = path.read_text(encoding="utf-8")
    assert forbidden_arrows(source, dotted(path), is_package=is_package, strings=strings) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("skew_wagtail.privacy.models", "from skew_wagtail.actors.models import ActorProfilePage"),
        ("skew_wagtail.privacy.models", "from ..actors import models"),
        ("skew_wagtail.actors.views", "def view():\n    from skew_wagtail import exchange"),
        ("skew_wagtail.actors.models.profile", "from ...forum import actions"),
        ("skew_wagtail.inventory.models", "import skew_wagtail.cooperation.models"),
        ("skew_wagtail.inventory.models", "ForeignKey('skew_forum.ForumPage')"),
        ("skew_wagtail.conf", "from .vocabulary import models"),
    ],
)
def test_an_arrow_up_or_sideways_is_noticed(module, source):
    assert forbidden_arrows(source, module)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("skew_wagtail.actors.models", "from skew_wagtail.privacy.models import Channel"),
        ("skew_wagtail.actors.models.profile", "from ..forms import ActorProfileForm"),
        (
            "skew_wagtail.exchange.importing.actions",
            "from skew_wagtail.actors import actions\nfrom skew_wagtail import conf",
        ),
    ],
)
def test_an_arrow_down_is_welcome(module, source):
    assert forbidden_arrows(source, module) == []


def test_every_room_has_its_floor():
    rooms = {path.parent.name for path in PACKAGE.glob("*/apps.py")}
    assert rooms <= set(FLOOR)


def test_apps_are_listed_lower_floors_first():
    floors = [FLOOR[room_of(app)] for app in SKEW_WAGTAIL_APPS]
    assert floors == sorted(floors)
    assert set(SKEW_WAGTAIL_APPS) == {dotted(path.parent) for path in PACKAGE.rglob("apps.py")}


def test_labels_cannot_clash_with_the_hosts_apps():
    labels = [apps.get_containing_app_config(app).label for app in SKEW_WAGTAIL_APPS]
    assert [label for label in labels if not label.startswith("skew_")] == []


@pytest.mark.parametrize("path", [path for path in modules() if path != PACKAGE / "conf.py"], ids=name)
def test_our_settings_are_read_in_conf_only(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    strings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert "SKEW_WAGTAIL" not in attributes | strings


@pytest.mark.parametrize("path", modules(), ids=name)
def test_modules_and_functions_stay_small(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MODULE_LINES
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert {node.name: node.end_lineno - node.lineno + 1 for node in functions
            if node.end_lineno - node.lineno >= FUNCTION_LINES} == {}  # fmt: skip


@pytest.mark.parametrize("path", templates(), ids=name)
def test_templates_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= TEMPLATE_LINES


def own_text_files() -> list[Path]:
    """Every text file that people read: code, docs, templates, metadata."""
    folders = [
        PACKAGE,
        *(ROOT / folder for folder in ("example_site", "templates", "tests", "docs", "benchmarks")),
    ]
    suffixes = {".py", ".html", ".md", ".txt", ".css", ".js", ".json", ".po", ".cfg", ".toml", ".svg"}
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]
    found = [path for path in found if "var" not in path.relative_to(ROOT).parts]
    return sorted(
        [*found, *(path for path in ROOT.iterdir() if path.suffix in suffixes or path.name == "Makefile")]
    )


def test_nothing_names_one_persons_machine():
    texts = {name(path): path.read_text(encoding="utf-8") for path in own_text_files()}
    assert {path: match[0] for path, text in texts.items() if (match := MACHINE_PATH.search(text))} == {}


def test_a_machine_path_is_noticed():
    home = "/ho" + "me/amina/skew"
    assert MACHINE_PATH.search(f"cd {home}/")
    assert not MACHINE_PATH.search("https://example.org/home/page/")


#: What a template may say of people and addresses: the public faces made by ``privacy.publishing``, under the
#: names that the contexts give them.
PUBLISHED_VARIABLES = {"contact", "address"}
PERSONAL_NAMES = field_classes.names_of("contact", "sensitive", "internal") | {
    "contacts",
    "contact_set",
    "person",
}
# Words that other, public things have as well.
PERSONAL_NAMES -= {"name", "role", "text", "title", "note"}
_TAG = re.compile(r"{[{%].*?[%}]}", re.S)
# A field of a form: what its reader types there.
_FORM_FIELD = re.compile(
    r"form\.(?!instance)\w+\.(?:id_for_label|label|help_text|auto_id|value|errors(?:\.0)?)"
)
_LOOKUP = re.compile(r"\b([a-z_][\w.]*)\.([a-z_]\w*)")


def personal_lookups(source: str) -> list[str]:
    """Lookups of personal fields in a template, but for those on published faces."""
    lookups = [
        match for tag in _TAG.findall(source) for match in _LOOKUP.finditer(re.sub(r'"[^"]*"', "", tag))
    ]
    return [
        match[0]
        for match in lookups
        if PERSONAL_NAMES & set(match[0].split(".")[1:])
        and match[1] not in PUBLISHED_VARIABLES
        and not _FORM_FIELD.fullmatch(match[0])
    ]


@pytest.mark.parametrize("path", templates(), ids=name)
def test_templates_show_people_only_as_publishing_gives_them(path):
    assert personal_lookups(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.contacts.all }}",
        "{% for use in page.contacts.all %}{{ use.person.email }}{% endfor %}",
        "{{ person.phone }}",
        "{% with a=record.interview_notes %}{{ a }}{% endwith %}",
        "{{ entry.address.street }}",
        "{{ form.instance.phone }}",
        "{{ form.email }}",
    ],
)
def test_a_template_that_reads_a_record_is_noticed(source):
    assert personal_lookups(source)


def test_a_template_may_show_published_faces():
    source = "{% for contact in contacts %}{{ contact.email }}{% endfor %}{{ address.street }}"
    assert personal_lookups(source) == []


#: Records of people and of what must stay inside.
PERSONAL_MODELS = {"ContactPerson", "ContactUse", "ActorContact", "ActorAddress", "ActorRecord"}
#: What they hold and how one gets to them; names that other things have as well are left out.
RECORD_NAMES = {
    *field_classes.names_of("contact", "sensitive"),
    *field_classes.FIELD_CLASSES["skew_actors.ActorRecord"]["internal"].split(),
    "contacts",
    "person",
} - {"name", "role"}
#: What handles these records beside the privacy room: the editor's form, the importer, and what keeps them in step
#: with pages. None of it answers a visitor; whatever does, asks ``privacy.publishing``.
HANDLES_RECORDS = {
    "skew_wagtail/actors/actions.py", "skew_wagtail/actors/forms.py", "skew_wagtail/actors/models/__init__.py",
    "skew_wagtail/actors/duplicates/gathering.py", "skew_wagtail/actors/duplicates/suspicion.py",
    "skew_wagtail/actors/duplicates/pairs.py", "skew_wagtail/actors/merging/actions.py",
    "skew_wagtail/actors/merging/items.py", "skew_wagtail/actors/merging/records.py",
    "skew_wagtail/actors/models/children.py",
    "skew_wagtail/actors/models/record.py",
    "skew_wagtail/actors/panels.py", "skew_wagtail/actors/retention_rules.py",
    "skew_wagtail/actors/signal_handlers.py", "skew_wagtail/actors/subjects.py",
    "skew_wagtail/brochure/signal_handlers.py",
    "skew_wagtail/brochure/withdrawing.py", "skew_wagtail/exchange/cells/columns.py",
    "skew_wagtail/exchange/exporting/disclosure.py", "skew_wagtail/exchange/importing/matching.py",
    "skew_wagtail/exchange/importing/actions.py", "skew_wagtail/exchange/importing/bulk.py",
    "skew_wagtail/exchange/importing/snapshots.py",
    "skew_wagtail/exchange/importing/undo.py", "skew_wagtail/exchange/signal_handlers.py",
    "skew_wagtail/forum/registration/actions.py", "skew_wagtail/forum/registration/letters.py",
    "skew_wagtail/forum/registration/rows.py",
    "skew_wagtail/exchange/importing/people.py", "skew_wagtail/exchange/importing/planning.py",
    "skew_wagtail/inventory/research/actions/approvals.py", "skew_wagtail/inventory/research/actions/drafts.py",
    "skew_wagtail/inventory/research/letters.py", "skew_wagtail/programmes/interest/letters.py",
    "skew_wagtail/programmes/advice/answers.py", "skew_wagtail/programmes/advice/letters.py",
}  # fmt: skip


def touches_records(source: str) -> set[str]:
    """Models and fields of people that a module names."""
    tree = ast.parse(source)
    imported_names = {
        alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    attributes = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") not in PUBLISHED_VARIABLES
    }
    return imported_names & PERSONAL_MODELS | attributes & RECORD_NAMES


OUTPUTS = [
    path
    for path in modules()
    if name(path) not in HANDLES_RECORDS and room_of(dotted(path)) not in ("privacy", "root")
]


@pytest.mark.parametrize("path", OUTPUTS, ids=name)
def test_no_page_file_or_list_touches_a_personal_field(path):
    assert touches_records(path.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize(
    "source",
    [
        "from skew_wagtail.privacy.models import ContactPerson",
        "def row(page):\n    return page.contacts.first()",
        "def row(use):\n    return use.person",
        "def row(x):\n    return x.street",
    ],
)
def test_an_output_that_touches_a_person_is_noticed(source):
    assert touches_records(source)
