"""The database itself refuses to change or delete a link of the chain, an original, a decision or a signature."""

from typing import Any

from django.db import migrations

KEPT = ("casefile_event", "casefile_original", "casefile_decision", "casefile_signoff")

SQLITE = """
CREATE TRIGGER {table}_no_{action} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is never changed: {action} refused'); END
"""

POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION casefile_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is never changed: % refused', TG_TABLE_NAME, TG_OP; END $$
"""

POSTGRESQL = """
CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION casefile_refuse();
CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION casefile_refuse();
"""


def refuse(_apps: Any, schema: Any) -> None:
    """Sets the triggers."""
    if schema.connection.vendor == "postgresql":
        schema.execute(POSTGRESQL_FUNCTION, params=None)  # its % are its own
        for table in KEPT:
            schema.execute(POSTGRESQL.format(table=table))
        return
    for table in KEPT:
        for action in ("UPDATE", "DELETE"):
            schema.execute(SQLITE.format(table=table, action=action))


class Migration(migrations.Migration):
    """Triggers, in each database's own words."""

    dependencies = (("casefile", "0001_tables"),)
    operations = (migrations.RunPython(refuse, migrations.RunPython.noop),)
