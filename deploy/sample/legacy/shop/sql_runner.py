"""Applies sql/*.sql in order of their names and writes down which ones were applied."""
import pathlib
import sys

import psycopg

from shop.settings import settings

DIRECTORY = pathlib.Path(__file__).parent.parent / "sql"

CREATE_TABLE = """
CREATE TABLE IF NOT EXISTS schema_migrations (
    filename text PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
)
"""


class SqlRunner:
    def __init__(self, url: str) -> None:
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute(CREATE_TABLE)

    def applied(self) -> set[str]:
        return {row[0] for row in self.connection.execute("SELECT filename FROM schema_migrations")}

    def up(self) -> None:
        done = self.applied()
        for script in sorted(DIRECTORY.glob("[0-9]*.sql")):
            if script.name.endswith(".down.sql") or script.name in done:
                continue
            self.connection.execute(script.read_text())
            self.connection.execute("INSERT INTO schema_migrations (filename) VALUES (%s)", (script.name,))

    def down(self) -> None:
        newest = max(self.applied(), default=None)
        if newest is None:
            return
        script = DIRECTORY / newest.replace(".sql", ".down.sql")
        if script.exists() and script.read_text().strip():
            self.connection.execute(script.read_text())
        self.connection.execute("DELETE FROM schema_migrations WHERE filename = %s", (newest,))


if __name__ == "__main__":
    runner = SqlRunner(settings.database_url)
    runner.down() if sys.argv[1:] == ["down"] else runner.up()
