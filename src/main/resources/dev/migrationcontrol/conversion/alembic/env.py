"""Prints the revisions of a project alone: what they import and cannot be found is replaced by stand-ins."""
import functools
import importlib.abc
import importlib.machinery
import os
import sys
import types

import sqlalchemy
from alembic import context
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import UserDefinedType

project = os.path.realpath(os.getcwd())
sys.path[:] = [each for each in sys.path if each and os.path.realpath(each) != project]


class Naming(type(UserDefinedType)):
    """A class whose attributes are stand-ins as well."""

    def __getattr__(cls, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return stand_in(name)


def stand_in(name):
    lower = name.lower()
    column = "uuid" if lower in ("uuid", "uuidtype", "guid") else "text"
    column = lower if lower in ("vector", "halfvec", "geometry", "geography", "citext", "ltree", "hstore") else column

    def __init__(self, *arguments, **named):
        pass

    def get_col_spec(self, **named):
        return column

    def __getattr__(self, attribute):
        if attribute.startswith("_"):
            raise AttributeError(attribute)
        return stand_in(attribute)

    members = {"__init__": __init__, "get_col_spec": get_col_spec, "cache_ok": True, "__getattr__": __getattr__}
    return Naming(name, (UserDefinedType,), members)


class Module(types.ModuleType):
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return stand_in(name)


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """The last one: asked for what no other finds."""

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in ("alembic", "sqlalchemy", "mako") or top in sys.stdlib_module_names:
            return None
        print("stand-in for " + top, file=sys.stderr)
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Module(spec.name)

    def exec_module(self, module):
        module.__path__ = []


sys.meta_path.append(Finder())

# What newer versions of SQLAlchemy have.
for newer, older in (("Uuid", postgresql.UUID), ("UUID", postgresql.UUID), ("Double", sqlalchemy.Float)):
    if not hasattr(sqlalchemy, newer):
        setattr(sqlalchemy, newer, older)

if not context.is_offline_mode():
    raise SystemExit("only for printing")
context.configure(url="postgresql://", literal_binds=True, dialect_opts={"paramstyle": "named"})
migrations = context.get_context()
steps = migrations._migrations_fn


def guarded(step):
    run = step.migration_fn

    @functools.wraps(run)
    def guard(**named):
        try:
            run(**named)
        except Exception as error:
            words = (type(error).__name__ + ": " + str(error)).splitlines()[0][:300]
            migrations.impl.static_output("-- not printed to its end: " + words)

    step.migration_fn = guard
    return step


migrations._migrations_fn = lambda heads, inner: (guarded(each) for each in steps(heads, inner))
with context.begin_transaction():
    context.run_migrations()
