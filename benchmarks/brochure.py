"""How fast is a brochure set, compared with WeasyPrint, and how much memory and space does it take?

The same content, fonts and pictures, in fresh processes. Ours includes everything: scrubbing, setting, checking,
packing. The middle one of our three turns is compared with one turn of WeasyPrint. The goal is held against processor
seconds: they count our two threads twice, and depend less on what else the machine does.
WeasyPrint is no dependency of ours: ``python -m pip install weasyprint`` (and Pango, e.g. ``apt install
libpango-1.0-0 libpangoft2-1.0-0``) brings it into the comparison.

    python benchmarks/brochure.py [--profiles 200] [--large 1000]
"""

import argparse
import importlib
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "example_site.settings"
os.environ["DEBUG"] = "0"

import django  # noqa: E402

django.setup()

from django.template import Context, Engine  # noqa: E402

from skew_wagtail.pdf.actions import make_pdf  # noqa: E402
from skew_wagtail.pdf.fonts import font_set  # noqa: E402
from tests.brochure.samples import content, job  # noqa: E402

RATIO_GOAL, MEMORY_GOAL, LARGE_MEMORY_GOAL, SIZE_GOAL = 15, 500, 2000, 5
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
HOW_TO_INSTALL = "python -m pip install weasyprint; apt install libpango-1.0-0 libpangoft2-1.0-0"


def by_typst(data: dict[str, Any], pictures: dict[str, bytes], folder: Path) -> bytes:
    """Our way, from the content to the packed file."""
    return make_pdf(job(data, pictures)).content


def by_typst_fitted(data: dict[str, Any], pictures: dict[str, bytes], folder: Path) -> bytes:
    """The same with auto-fit: long portraits are measured and set smaller to stay on their page."""
    data["theme"]["auto_fit"] = True
    return by_typst(data, pictures, folder)


def by_weasyprint(data: dict[str, Any], pictures: dict[str, bytes], folder: Path) -> bytes:
    """HTML of the same content, set by WeasyPrint as PDF/UA-1."""
    from weasyprint import HTML

    for name, picture in pictures.items():
        (folder / name).write_bytes(picture)
    names = {profile["id"]: profile["name"] for group in data["groups"] for profile in group["profiles"]}
    names |= {card["id"]: card["name"] for card in data["cards"]}
    indexes = [
        {
            "title": index["title"],
            "entries": [
                {"label": entry["label"], "names": [(ref, names[ref]) for ref in entry["refs"]]}
                for entry in index["entries"]
            ],
        }
        for index in data["indexes"]
    ]
    engine = Engine(dirs=[str(Path(__file__).parent / "templates")])
    html = engine.get_template("brochure.html").render(
        Context({"data": data, "indexes": indexes, "fonts": _font_faces()})
    )
    return HTML(string=html, base_url=f"{folder}/").write_pdf(pdf_variant="pdf/ua-1")


def _font_faces() -> list[dict[str, str]]:
    return [
        {
            "family": "Noto Sans Arabic" if "Arabic" in path.name else "Noto Sans",
            "style": "italic" if "Italic" in path.name else "normal",
            "url": path.as_uri(),
        }
        for path in font_set().files
    ]


WAYS = {"typst": by_typst, "fitted": by_typst_fitted, "weasyprint": by_weasyprint}


def measure_here(way: str, folder: Path) -> dict[str, float]:
    """Set the brochure that lies in a folder; what that cost this process and those that it started."""
    data, pictures = pickle.loads((folder / "content.pickle").read_bytes())
    began, before = time.perf_counter(), cpu_seconds()
    pdf = WAYS[way](data, pictures, folder)
    return {
        "wall": time.perf_counter() - began,
        "cpu": cpu_seconds() - before,
        "memory": max(resource.getrusage(who).ru_maxrss for who in WHO) / 1024,
        "size": len(pdf) / 1e6,
    }


def cpu_seconds() -> float:
    """What this process and those that it waited for have computed."""
    usages = [resource.getrusage(who) for who in WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure(way: str, folder: Path) -> dict[str, float]:
    """The same in a fresh process."""
    command = [sys.executable, __file__, "--one", way, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def why_no_weasyprint() -> str:
    """Empty when WeasyPrint can be asked."""
    try:
        importlib.import_module("weasyprint")
    except ImportError:
        return "WeasyPrint is not installed"
    except OSError as error:
        return f"libraries of WeasyPrint are missing ({error})"
    return ""


def line(name: str, figures: dict[str, float]) -> str:
    return (
        f"  {name:<11}{figures['wall']:8.1f} s, {figures['cpu']:7.1f} s CPU, "
        f"{figures['memory']:6.0f} MB memory, {figures['size']:5.1f} MB file"
    )


def prepared(profiles: int, folder: Path) -> Path:
    folder = folder / str(profiles)
    folder.mkdir()
    (folder / "content.pickle").write_bytes(pickle.dumps(content(profiles, auto_fit=False)))
    return folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profiles", type=int, default=200)
    parser.add_argument("--large", type=int, default=1000)
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure_here(options.one[0], Path(options.one[1]))))
        return 0
    with tempfile.TemporaryDirectory(prefix="skew-bench-") as name:
        return compare(prepared(options.profiles, Path(name)), prepared(options.large, Path(name)))


def compare(usual: Path, large: Path) -> int:
    """Print what each way costs; 0 when all goals are reached."""
    ours = sorted((measure("typst", usual) for _turn in range(3)), key=lambda figures: figures["cpu"])[1]
    print(f"Brochure of {usual.name} profiles")
    print(line("typst", ours))
    fitted = measure("fitted", usual)
    print(line("auto-fit", fitted))
    failed = max(ours["memory"], fitted["memory"]) > MEMORY_GOAL or ours["size"] > SIZE_GOAL
    missing = why_no_weasyprint()
    if missing:
        print(f"  {missing}, so there is nothing to compare with: {HOW_TO_INSTALL}")
    else:
        theirs = measure("weasyprint", usual)
        ratio, cpu_ratio = (theirs[what] / ours[what] for what in ("wall", "cpu"))
        print(line("WeasyPrint", theirs))
        print(
            f"  {ratio:.1f} times faster (goal: at least {RATIO_GOAL}), {cpu_ratio:.1f} times less processor time"
        )
        failed = failed or ratio < RATIO_GOAL
    print(f"  goals: memory at most {MEMORY_GOAL} MB, file at most {SIZE_GOAL} MB")
    print(f"Brochure of {large.name} profiles")
    more = measure("typst", large)
    print(line("typst", more))
    print(f"  goal: memory at most {LARGE_MEMORY_GOAL} MB")
    return int(failed or more["memory"] > LARGE_MEMORY_GOAL)


if __name__ == "__main__":
    sys.exit(main())
