"""`./run bench [N]`: what pages cost over N pages of news, beside a bare view in the same run, in three rounds."""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import cluster, load, serve
from .ground import PYTHON, ROOT, call, heed_signals, joined, manage, must, stop

BARE = "bare view"
ROUNDS = 3
WARM_UP = 0.5
# Printed by Django: the addresses to ask for, and the versions.
ADDRESSES = """
import json, sys, django, wagtail, granian
from collections import Counter
from urllib.parse import urlsplit
from django.db import connection
from home.models import HomePage
from news.models import NewsIndexPage, NewsPage
index = NewsIndexPage.objects.filter(locale__language_code="fr").first()
article = NewsPage.objects.child_of(index).live().filter(takeover=None).order_by("-path").first()
home = HomePage.objects.get(locale__language_code="fr")
words = Counter(word for title in NewsPage.objects.child_of(index).values_list("title", flat=True)[:500]
                for word in title.lower().split() if len(word) > 4)
path = lambda page: urlsplit(page.full_url).path
print(json.dumps({"home": path(home), "article": path(article), "listing": path(index),
                  "word": words.most_common(3)[-1][0], "pages": NewsPage.objects.count(),
                  "versions": {"Django": django.__version__, "Wagtail": wagtail.__version__,
                               "granian": granian.__version__, connection.vendor: str(connection.Database.sqlite_version
                               if connection.vendor == "sqlite" else connection.pg_version)}}))
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("pages", nargs="?", type=int, default=1000, help="pages of news in each of three languages")
    parser.add_argument("--seconds", type=float, default=3.0, help="for each address and round")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--var", help="a folder to keep the data in, and to find them in the next time")
    parser.add_argument("--no-search", action="store_true", help="without the figures of search alone")
    return parser.parse_args()


def environment_of(var: str, port: int) -> dict[str, str]:
    """Return the demonstration's environment, with costs told and rates out of the way."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.demo",
        "MONDCIVITAN_VAR": var,
        "MONDCIVITAN_BENCH": "1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "SEARCH_RATE": "100000000/m/ip",
        "DATABASE_URL": os.environ.get("DATABASE_URL", ""),
    }


def build(pages: int, values: dict[str, str]) -> None:
    """Make the demonstration with its volume, unless the folder holds it already."""
    done = Path(values["MONDCIVITAN_VAR"]) / f"volume-{pages}"
    if done.exists():
        return
    started = time.monotonic()
    steps = [["compilecatalogues"], ["bundle"], ["collectstatic", "--noinput", "-v0"], ["migrate", "-v0"], ["setup"]]
    for step in [*steps, ["demo", "--volume", str(pages)]]:
        print(f"{step[0]} …", flush=True)
        must(manage(*step), step[0], **values)
    done.touch()
    print(f"data made in {time.monotonic() - started:.0f} s", flush=True)


@contextmanager
def served(port: int, values: dict[str, str]) -> Iterator[None]:
    """Serve the site as ./run does, without worker and clock."""
    os.environ.update(values)
    web = subprocess.Popen(
        serve.commands("127.0.0.1", port)["web"], cwd=ROOT, env=joined(values), start_new_session=True
    )
    processes = {"web": web}
    try:
        if not serve.wait_until_served(processes, "127.0.0.1", port, []):
            stop("The site did not start.", 1)
        yield
    finally:
        serve.stop_all(processes)


def requests(port: int, facts: dict[str, str]) -> dict[str, bytes]:
    """Return each name and request; "stored" pages may come from the page store, the others are made each time."""
    made = "bench=1"
    search = f"/fr/search/?q={facts['word']}"
    return {
        BARE: load.request_for(port, "/bench/bare/", made),
        "home": load.request_for(port, facts["home"], made),
        "article": load.request_for(port, facts["article"], made),
        "listing": load.request_for(port, facts["listing"], made),
        "search": load.request_for(port, search, made),
        "home, stored": load.request_for(port, facts["home"]),
        "article, stored": load.request_for(port, facts["article"]),
    }


def rounds(port: int, asked: dict[str, bytes], options: argparse.Namespace) -> list[dict[str, load.Sample]]:
    """Measure every address in turn, three times over."""
    for request in asked.values():
        load.measure(port, request, seconds=WARM_UP, connections=options.connections)
    found = []
    for number in range(ROUNDS):
        print(f"round {number + 1} of {ROUNDS}, load {os.getloadavg()[0]:.2f} …", flush=True)
        found.append(
            {
                name: load.measure(port, request, seconds=options.seconds, connections=options.connections)
                for name, request in asked.items()
            }
        )
    return found


def table(found: list[dict[str, load.Sample]]) -> list[str]:
    """Return the figures as lines: medians of the rounds, and the rate of each round as a share of the bare view's."""
    heads = f"{'':16} {'req/s':>8} {'median ms':>10} {'p99 ms':>8} {'queries':>8} {'cpu ms':>8} {'kB':>7}"
    lines = [f"{heads}  share of the bare view's rate, by round"]
    for name in found[0]:
        samples = [one[name] for one in found]
        shares = [one[name].rate() / one[BARE].rate() for one in found]
        queries, cpu = samples[-1].cost()
        figures = [
            f"{name:16}",
            f"{statistics.median(sample.rate() for sample in samples):8.0f}",
            f"{statistics.median(sample.quantile(0.5) for sample in samples):10.2f}",
            f"{statistics.median(sample.quantile(0.99) for sample in samples):8.2f}",
            f"{queries:8}",
            f"{cpu:8.2f}",
            f"{samples[-1].size / 1000:7.1f}",
            " " + "  ".join(f"{share:.3f}" for share in shares),
        ]
        lines.append(" ".join(figures))
    return lines


def pages(options: argparse.Namespace, var: str) -> None:
    """Build, serve, measure and print."""
    port = cluster.free_port()
    values = environment_of(var, port)
    build(options.pages, values)
    facts = json.loads(must(manage("shell", "-v0", "-c", ADDRESSES), "Looking for addresses", **values))
    with served(port, values):
        found = rounds(port, requests(port, facts), options)
    versions = {"Python": platform.python_version(), **facts["versions"]}
    print(f"\n{facts['pages']} pages of news; {options.connections} connections on the same {os.cpu_count()} cores;")
    print(f"{', '.join(f'{name} {version}' for name, version in versions.items())}; load {os.getloadavg()[0]:.2f}\n")
    print("\n".join(table(found)), flush=True)


def search() -> int:
    """Measure search alone, on both databases where PostgreSQL is installed."""
    if not (ROOT / "tools" / "bench_search.py").exists():
        return 0
    print("\nSearch alone:", flush=True)
    command = [PYTHON, "tools/bench_search.py"]
    if cluster.programs() is None:
        return call(command)
    with cluster.postgres() as url:
        return call([*command, "--postgres", url])


def editor() -> int:
    """Measure a page of sixty nested blocks in the editors' screens."""
    print("\nA long page in the editor:", flush=True)
    return call([PYTHON, "tools/bench_editor.py"])


def main() -> int:
    heed_signals()
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="mondcivitan-bench-") as folder:
        try:
            pages(options, str(Path(options.var or folder).resolve()))
        except load.Refused as error:
            stop(f"An answer was not a page: {error}", 1)
    return editor() or (0 if options.no_search else search())


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        stop("Ended.", 130)
