"""Measure search over 10,000 entries on both databases: `python tools/bench_search.py [--postgres URL]`.

Each database is filled through the engine by a process of its own; rounds alternate between the two. "raw" is the bare
statement of the engine (match, rank, language, limit 20) on the same index and connection; "ours" is what the site does
for the same word, texts marked and addresses made; "facets" is all that the results page asks for. `URL` names a
PostgreSQL server on which a database may be made and dropped.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en", "eo")
SYLLABLES = {
    "fr": "ci toy en mon de ré gis tre paix as sem blée ru u nion ter re peu ple voix li bre cen tre pa ge".split(),
    "en": "ci ti zen world re gis ter peace as sem bly meet ing earth peo ple voice free cen tre pa per".split(),
    "eo": "ci vi ta no mon do re gis tro pa co kun ve no ter o po po lo vo ĉo li be ra cen tro ĝo ŝi".split(),
}
WORDS_PER_PAGE = 200
TOPICS = [f"topic-{number}" for number in range(12)]
# Found pages of one word, of about 3,300 in its language.
RANGES = {"rare": (4, 20), "middle": (100, 300), "common": (1000, 2800)}
WORDS_PER_RANGE = 5
LIMITS = {"ours": ("ratio", 5.0), "facets": ("ms", 25.0)}


# The process that holds one database


def vocabulary(language: str) -> list[str]:
    chance = random.Random(f"search {language}")
    found: dict[str, None] = {}
    while len(found) < 6000:
        found["".join(chance.choices(SYLLABLES[language], k=chance.randint(2, 5)))] = None
    return list(found)


def documents(home_ids: dict[str, Any], count: int) -> Any:
    """Yield pages' rows and documents; words by Zipf's law, the same every time."""
    from datetime import date, timedelta

    from search.registry import Document

    words = {code: vocabulary(code) for code in LANGUAGES}
    weights = [1 / (rank + 3) for rank in range(6000)]
    for number in range(count):
        code = LANGUAGES[number % 3]
        chance = random.Random(number)
        text = chance.choices(words[code], weights, k=WORDS_PER_PAGE)
        day = date(2012, 1, 1) + timedelta(days=number * 5000 // count)
        facets = {
            "kind": ("page",),
            "topic": tuple(sorted({chance.choice(TOPICS) for _ in range(2)})),
            "year": (str(day.year),),
        }
        title, summary = f"{' '.join(text[:5]).capitalize()} {number}", " ".join(text[5:20])
        body = ". ".join(" ".join(text[at : at + 12]).capitalize() for at in range(20, WORDS_PER_PAGE, 12))
        yield Document(home_ids[code] + number, code, "page", title, summary, body, day, facets)


def fill(count: int) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Page

    from home.services import ensure_site
    from search import services

    call_command("migrate", verbosity=0, skip_checks=True)
    homes = ensure_site()
    first = dict.fromkeys(LANGUAGES, 100_000)
    content_type = ContentType.objects.get_for_model(Page)
    batch = list(documents(first, count))
    for start in range(0, count, 200):
        part = batch[start : start + 200]
        Page.objects.bulk_create(
            Page(
                pk=item.page_id, title=item.title, draft_title=item.title, slug=f"p{item.page_id}", live=True, depth=3,
                path=f"{homes[item.language].path}{item.page_id:04d}"[-255:], content_type=content_type,
                url_path=f"{homes[item.language].url_path}p{item.page_id}/", locale=homes[item.language].locale,
                translation_key=uuid5(NAMESPACE_URL, str(item.page_id)),
            )
            for item in part
        )  # fmt: skip
        services.engine().index(part)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
        else:
            cursor.execute("INSERT INTO search_tokens(search_tokens) VALUES ('optimize')")
            cursor.execute("ANALYZE")


def choose_words() -> dict[str, list[tuple[str, str]]]:
    """Return (word, language) pairs by how many pages hold them."""
    from search import services
    from search.engines.base import Query

    chosen: dict[str, list[tuple[str, str]]] = {name: [] for name in RANGES}
    for code in LANGUAGES:
        for word in vocabulary(code)[::7]:
            total = services.engine().search(Query(word, code, size=1)).total
            for name, (low, high) in RANGES.items():
                if low <= total <= high and len([1 for _w, c in chosen[name] if c == code]) < WORDS_PER_RANGE:
                    chosen[name].append((word, code))
    return chosen


RAW = {
    "sqlite": """SELECT f.rowid, f.rank FROM search_tokens f JOIN search_entry e ON e.page_id = f.rowid
        WHERE search_tokens MATCH %s AND e.language = %s ORDER BY f.rank LIMIT 20""",
    "postgresql": """SELECT e.page_id, ts_rank(e.tokens, %s::tsquery) AS rank
        FROM search_entry e WHERE e.tokens @@ %s::tsquery AND e.language = %s ORDER BY rank DESC LIMIT 20""",
}


def raw(word: str, language: str) -> float:
    from django.db import connection

    from search import services
    from search.engines.base import Query

    ask = services.engine()._ask([Query(word, language)])
    if connection.vendor == "sqlite":
        parameters = [ask.match, language]
    else:
        with connection.cursor() as cursor:
            cursor.execute("SELECT search_query(%s, %s::text[], %s::text[])::text", ask.parameters)
            match = cursor.fetchone()[0]
        parameters = [match, match, language]
    started = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(RAW[connection.vendor], parameters)
        cursor.fetchall()
    return time.perf_counter() - started


def ours(word: str, language: str) -> float:
    from search import queries
    from search.engines.base import Query

    started = time.perf_counter()
    queries.hits(Query(word, language))
    return time.perf_counter() - started


def facets(word: str, language: str) -> float:
    from search import queries

    started = time.perf_counter()
    queries.results(word, language)
    return time.perf_counter() - started


def serve_child(count: int) -> None:
    """Fill the database, then run one round for each line read, answering with JSON lines."""
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.test"
    import django

    django.setup()
    started = time.perf_counter()
    fill(count)
    chosen = choose_words()
    print(
        json.dumps({"filled": time.perf_counter() - started, "words": {k: len(v) for k, v in chosen.items()}}),
        flush=True,
    )
    for _line in sys.stdin:
        figures = {
            name: {kind: [call(*pair) for pair in pairs] for kind, pairs in chosen.items()}
            for name, call in (("raw", raw), ("ours", ours), ("facets", facets))
        }
        print(json.dumps(figures), flush=True)


# The process that compares


def start_child(vendor: str, folder: str, count: int, url: str = "") -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "MONDCIVITAN_VAR": f"{folder}/{vendor}",
        "DATABASE_URL": url,
    }
    Path(folder, vendor).mkdir()
    return subprocess.Popen(
        [sys.executable, __file__, "--child", str(count)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
    )  # fmt: skip


def ask(child: subprocess.Popen[str]) -> dict[str, Any]:
    line = child.stdout.readline() if child.stdout else ""
    if not line:
        raise SystemExit("a measured process ended")
    answer: dict[str, Any] = json.loads(line)
    return answer


def tell(child: subprocess.Popen[str]) -> dict[str, Any]:
    if child.stdin:
        child.stdin.write("round\n")
        child.stdin.flush()
    return ask(child)


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def report(vendor: str, rounds: list[dict[str, Any]]) -> bool:
    """Print the figures of one database; return whether they keep the limits."""
    good = True
    print(f"\n{vendor:<12}{'raw ms':>16}{'ours ms':>16}{'ratio':>8}{'with facets ms':>18}   (median / 95th percentile)")
    for kind in RANGES:
        figures = {
            name: [value * 1000 for figure in rounds for value in figure[name][kind]]
            for name in ("raw", "ours", "facets")
        }
        middle = {name: statistics.median(values) for name, values in figures.items()}
        late = {name: percentile(values, 0.95) for name, values in figures.items()}
        ratio = middle["ours"] / middle["raw"]
        shown = {name: f"{middle[name]:.2f} / {late[name]:.2f}" for name in figures}
        print(f"{kind:<12}{shown['raw']:>16}{shown['ours']:>16}{ratio:>8.1f}{shown['facets']:>18}")
        good = good and ratio <= LIMITS["ours"][1] and middle["facets"] <= LIMITS["facets"][1]
    return good


def postgres_database(url: str, name: str, *, drop: bool) -> str:
    """Make or drop a database on the server; return its address."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}"' if drop else f'CREATE DATABASE "{name}"')
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"/{name}", parts.query, ""))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgres", default=os.environ.get("BENCH_POSTGRES_URL", ""), metavar="URL")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        serve_child(options.child)
        return 0
    name = f"bench_search_{os.getpid()}"
    with tempfile.TemporaryDirectory() as folder:
        children = {"sqlite": start_child("sqlite", folder, options.count)}
        if options.postgres:
            address = postgres_database(options.postgres, name, drop=False)
            children["postgresql"] = start_child("postgresql", folder, options.count, address)
        else:
            print("PostgreSQL is not measured: give --postgres URL")
        try:
            good = measure(children, options.rounds)
        finally:
            for child in children.values():
                child.terminate()
                child.wait()
            if options.postgres:
                postgres_database(options.postgres, name, drop=True)
    print("\nwithin the limits" if good else "\nBEYOND THE LIMITS")
    return 0 if good else 1


def measure(children: dict[str, subprocess.Popen[str]], rounds: int) -> bool:
    for vendor, child in children.items():
        started = ask(child)
        print(f"{vendor}: filled in {started['filled']:.0f} s; words {started['words']}; load {os.getloadavg()[0]:.2f}")
    for child in children.values():
        tell(child)
    figures: dict[str, list[dict[str, Any]]] = {vendor: [] for vendor in children}
    for _ in range(rounds):
        for vendor, child in children.items():
            figures[vendor].append(tell(child))
    verdicts = [report(vendor, rows) for vendor, rows in figures.items()]
    return all(verdicts)


if __name__ == "__main__":
    sys.exit(main())
