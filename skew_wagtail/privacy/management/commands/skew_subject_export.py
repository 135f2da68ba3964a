"""Write down all that is stored on the person with a mail address or a name."""

import json
import os
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from skew_wagtail.privacy.management.arguments import add_subject
from skew_wagtail.privacy.subjects.export import subject_data


class Command(BaseCommand):
    help = "Writes all that is stored on the person with a mail address or a name to subject-export.json and .html."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_subject(parser)
        parser.add_argument("--output", type=Path, default=Path(), help="folder for the two files")

    def handle(self, *args: Any, **options: Any) -> None:
        address, folder = options["name"] or options["email"], options["output"]
        data = subject_data(address)
        if not data:
            self.stdout.write(_("Nothing is stored on %(address)s.") % {"address": address})
            return
        text = json.dumps(asdict(data), cls=SafeEncoder, ensure_ascii=False, indent=2)
        page = render_to_string("skew_wagtail/privacy/subject_export.html", {"data": data})
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in (("subject-export.json", text), ("subject-export.html", page)):
            write_private(folder / name, content)
            self.stdout.write(str(folder / name))


class SafeEncoder(DjangoJSONEncoder):
    """Values that JSON does not know, such as those of a host's own fields, as text."""

    def default(self, value: Any) -> Any:
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def write_private(path: Path, content: str) -> None:
    """Write a file that nobody but the account itself can read, from its first byte on."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        os.fchmod(descriptor, 0o600)
        file.write(content)
