from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from example_site.demo.loader import load_demo
from example_site.models import HomePage


class Command(BaseCommand):
    help = "Load the demonstration town, once; what is there already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        if HomePage.objects.exists():
            self.stdout.write("Die Beispielstadt ist schon da.")
            return
        self.stdout.write("Die Beispielstadt Ebersfurt wird aufgebaut:")
        with transaction.atomic():
            load_demo(lambda line: self.stdout.write(f"  {line} …"))
        self.stdout.write("Fertig.")
