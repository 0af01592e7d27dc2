"""The engine's own store of tokens, beside the entries; made for the database that migrates."""

from django.db import migrations

SQLITE = [
    # Tokens come normalised: the ASCII tokenizer only cuts at spaces, as their own signs are letters to it.
    """CREATE VIRTUAL TABLE search_tokens USING fts5(
        title, summary, body, marks, tokenize = "ascii tokenchars ':=-'"
    )""",
    "INSERT INTO search_tokens(search_tokens, rank) VALUES ('rank', 'bm25(8.0, 3.0, 1.0, 0.0)')",
    """CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        DELETE FROM search_tokens WHERE rowid = OLD.page_id;
    END""",
]
SQLITE_BACK = ["DROP TRIGGER search_entry_gone", "DROP TABLE search_tokens"]
POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN tokens tsvector NOT NULL DEFAULT ''",
    # Ranking reads the tokens of every match: kept in the row and not compressed, it takes a quarter of the time.
    "ALTER TABLE search_entry ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "ALTER TABLE search_entry SET (toast_tuple_target = 8160)",
    "CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens) WITH (fastupdate = off)",
    "CREATE INDEX search_word_begins ON search_word (language, folded varchar_pattern_ops)",
]
POSTGRESQL_BACK = [
    "DROP INDEX search_word_begins",
    "DROP INDEX search_entry_tokens",
    "ALTER TABLE search_entry RESET (toast_tuple_target)",
    "ALTER TABLE search_entry DROP COLUMN tokens",
]


def run(sqlite, postgresql):
    def step(apps, schema_editor):
        statements = {"sqlite": sqlite, "postgresql": postgresql}.get(schema_editor.connection.vendor, [])
        for statement in statements:
            schema_editor.execute(statement, params=None)

    return step


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))]
