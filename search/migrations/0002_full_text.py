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
# A page's visibility is looked up for each match: a join would rather read all pages for a few matches.
VISIBLE = """
    (SELECT p.live AND (p.expire_at IS NULL OR p.expire_at > now_is)
        AND NOT EXISTS (SELECT 1 FROM unnest(restricted) AS r(path) WHERE starts_with(p.path, r.path))
    FROM wagtailcore_page p WHERE p.id = e.page_id)
"""
RESTRICTED = """
    SELECT array_agg(p.path) INTO restricted FROM wagtailcore_page p
    WHERE p.id IN (SELECT v.page_id FROM wagtailcore_pageviewrestriction v);
"""
ROWS = f"""
CREATE FUNCTION search_rows(
    expression text, languages text[], begins text[], today integer, now_is timestamptz, size integer, skip integer,
    with_counts boolean
) RETURNS TABLE (
    score double precision, page_id integer, kind text, day integer, title text, summary text, body text, url_path text,
    total bigint
) LANGUAGE plpgsql STABLE SET jit = off AS $$
#variable_conflict use_column
DECLARE
    restricted text[];
    query tsquery := search_query(expression, languages, begins);
BEGIN
    {RESTRICTED}
    RETURN QUERY WITH found AS MATERIALIZED (
        SELECT e.page_id AS id, e.marks AS marks,
            ts_rank('{{0.1, 0.125, 0.4, 1.0}}', e.tokens, query) * (1 + CASE WHEN e.day IS NULL THEN 0.1
            ELSE 0.3 / (1 + greatest(0, today - e.day) / 365.0::double precision) END)::double precision AS score
        FROM search_entry e WHERE e.tokens @@ query AND {VISIBLE}
    ), shown AS MATERIALIZED (
        SELECT id, found.score, count(*) OVER () AS total FROM found ORDER BY 2 DESC, 1 DESC LIMIT size OFFSET skip
    )
    SELECT shown.score, e.page_id, e.kind::text, e.day, e.title::text, e.summary, b.body, p.url_path::text, shown.total
    FROM shown JOIN search_entry e ON e.page_id = shown.id
    JOIN search_entrytext b ON b.entry_id = shown.id JOIN wagtailcore_page p ON p.id = shown.id
    UNION ALL
    SELECT NULL, NULL, NULL, NULL, found.marks, NULL, NULL, NULL, count(*) FROM found WHERE with_counts GROUP BY found.marks;
END $$
"""
# "{1}" in an expression becomes the stems of words that begin like begins[1] where the stems do not, "{1:A}" in titles.
QUERY = """
CREATE FUNCTION search_query(expression text, languages text[], begins text[]) RETURNS tsquery LANGUAGE plpgsql STABLE AS $$
DECLARE
    place integer;
    stems text[];
BEGIN
    FOR place IN 1 .. cardinality(begins) LOOP
        SELECT array_agg(quote_literal(languages[place] || ':' || found.stem)) INTO stems FROM (
            SELECT DISTINCT w.stem FROM search_word w WHERE w.language = languages[place]
            AND w.folded ~>=~ begins[place] AND w.folded ~<~ (begins[place] || chr(1114111))
            AND NOT starts_with(w.stem, begins[place]) LIMIT 20
        ) AS found;
        expression := replace(expression, '{' || place || '}', coalesce(' | ' || array_to_string(stems, ' | '), ''));
        expression := replace(
            expression, '{' || place || ':A}', coalesce(' | ' || array_to_string(stems, ':A | ') || ':A', '')
        );
    END LOOP;
    RETURN expression::tsquery;
END $$
"""
COUNTS = f"""
CREATE FUNCTION search_counts(expression text, languages text[], begins text[], now_is timestamptz)
RETURNS TABLE (language text, marks text, total bigint) LANGUAGE plpgsql STABLE SET jit = off AS $$
#variable_conflict use_column
DECLARE
    restricted text[];
    query tsquery := search_query(expression, languages, begins);
BEGIN
    {RESTRICTED}
    RETURN QUERY SELECT e.language::text, e.marks, count(*) FROM search_entry e
    WHERE e.tokens @@ query AND {VISIBLE} GROUP BY e.language, e.marks;
END $$
"""
POSTGRESQL = [
    "ALTER TABLE search_entry ADD COLUMN tokens tsvector NOT NULL DEFAULT ''",
    # Ranking reads the tokens of every match: kept in the row and not compressed, it takes a quarter of the time.
    "ALTER TABLE search_entry ALTER COLUMN tokens SET STORAGE EXTERNAL",
    "ALTER TABLE search_entry SET (toast_tuple_target = 8160)",
    "CREATE INDEX search_entry_tokens ON search_entry USING gin (tokens) WITH (fastupdate = off)",
    "CREATE INDEX search_word_begins ON search_word (language, folded varchar_pattern_ops)",
    QUERY,
    ROWS,
    COUNTS,
]
POSTGRESQL_BACK = [
    "DROP FUNCTION search_rows",
    "DROP FUNCTION search_counts",
    "DROP FUNCTION search_query",
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
