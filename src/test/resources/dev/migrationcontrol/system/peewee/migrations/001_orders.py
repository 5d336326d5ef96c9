"""Creates orders."""

import peewee as pw
from peewee_migrate import Migrator


def migrate(migrator: Migrator, database: pw.Database, *, fake=False):
    migrator.sql("CREATE TABLE orders (id bigint PRIMARY KEY)")


def rollback(migrator: Migrator, database: pw.Database, *, fake=False):
    """Nothing is kept."""
    migrator.sql("DROP TABLE orders")
