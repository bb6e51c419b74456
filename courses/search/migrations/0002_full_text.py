"""The full-text index of each database, kept up by the database itself."""

from django.db import migrations

SQLITE = [
    """
    CREATE VIRTUAL TABLE search_text USING fts5(
        title, text, content='search_entry', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_text(rowid, title, text) VALUES (new.id, new.title, new.text);
    END
    """,
    """
    CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_text(search_text, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
    END
    """,
]
POSTGRESQL = [
    """
    ALTER TABLE search_entry ADD COLUMN document tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'B')
    ) STORED
    """,
    "CREATE INDEX search_entry_document ON search_entry USING gin (document)",
]
UNDO = {
    "sqlite": ["DROP TRIGGER search_entry_added", "DROP TRIGGER search_entry_gone", "DROP TABLE search_text"],
    "postgresql": ["ALTER TABLE search_entry DROP COLUMN document"],
}


def build(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def undo(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(build, undo)]
