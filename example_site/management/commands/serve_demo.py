import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.models import Site

from example_site.demo.accounts import EDITOR_LOGIN, READER_LOGIN, TEAM_LOGIN
from example_site.demo.loader import LOGIN, PASSWORD

ADDRESSES = (
    ("Startseite", "/"),
    ("Akteure", "/akteure/"),
    ("Bestandsaufnahme", "/bestandsaufnahme/"),
    ("Foren", "/foren/"),
    ("Verwaltung", "/admin/"),
)


class Command(BaseCommand):
    help = "Say where the demonstration town is to be found, and serve it. HOST and PORT change the address."

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
        # Letters name the address under which the town is served.
        Site.objects.filter(is_default_site=True).update(hostname=host, port=port)
        self.stdout.write("")
        for name, path in ADDRESSES:
            self.stdout.write(f"  {name:<18} http://{host}:{port}{path}")
        self.stdout.write(f"\n  Anmelden als „{LOGIN}“ (alles), „{EDITOR_LOGIN}“ (Redaktion),")
        self.stdout.write(f"  „{TEAM_LOGIN}“ (Bestandsaufnahme-Team) oder „{READER_LOGIN}“ (Lesen),")
        self.stdout.write(
            f"  Kennwort „{PASSWORD}“. Briefe per E-Mail erscheinen hier. Beenden mit Strg+C.\n"
        )
        call_command("runserver", f"{host}:{port}", use_reloader=False, skip_checks=True)
