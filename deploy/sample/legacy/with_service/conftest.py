"""Fixtures for tests on databases that Migration Control leases; docs/testing.md describes them.

MIGRATION_CONTROL_URL          where the service is; the default is http://localhost:8080
MIGRATION_CONTROL_ENVIRONMENT  whose migrations the databases have; the default is test
MIGRATION_CONTROL_TOKEN        an access token, where the service asks for one
PGPASSWORD                     the password of the environment's user, where its server asks for one
"""
import contextlib
import json
import os
import urllib.error
import urllib.request

import pytest
import pytest_asyncio
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

from service import ProductService

SERVICE = os.environ.get("MIGRATION_CONTROL_URL", "http://localhost:8080").rstrip("/")
ENVIRONMENT = os.environ.get("MIGRATION_CONTROL_ENVIRONMENT", "test")
TOKEN = os.environ.get("MIGRATION_CONTROL_TOKEN")


def _call(method, path, body=None):
    headers = {"Content-Type": "application/json", "Accept": "application/json, application/problem+json"}
    if TOKEN:
        headers["Authorization"] = "Bearer " + TOKEN
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVICE + "/api/v1" + path, data=data, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            text = answer.read()
    except urllib.error.HTTPError as problem:
        pytest.exit("%s %s: %s" % (method, path, problem.read().decode()), returncode=3)
    except urllib.error.URLError as problem:
        pytest.exit("Migration Control does not answer at %s: %s" % (SERVICE, problem.reason), returncode=3)
    return json.loads(text) if text else None


@contextlib.contextmanager
def _leased(time_to_live):
    lease = _call("POST", "/test-databases", {"environment": ENVIRONMENT, "timeToLive": time_to_live})
    try:
        yield lease["url"]
    finally:
        _call("DELETE", "/test-databases/" + lease["id"])


def _driver(url, name):
    return url.replace("postgresql://", "postgresql+%s://" % name, 1)


@pytest.fixture(scope="session")
def test_db_url():
    """The URL of a migrated database for all tests of the run."""
    with _leased("PT1H") as url:
        yield url


@pytest.fixture(scope="session")
def db_engine(test_db_url):
    """An SQLAlchemy engine on that database."""
    engine = create_engine(_driver(test_db_url, "psycopg2"))
    yield engine
    engine.dispose()


@pytest.fixture
def db_connection(db_engine):
    """A connection in a transaction that is rolled back after the test."""
    with db_engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def fresh_db_url():
    """The URL of a migrated database for one test alone, which may commit what it wants."""
    with _leased("PT10M") as url:
        yield url


@pytest_asyncio.fixture
async def db_service(fresh_db_url):
    """The service under test, on an asynchronous engine and a database of its own."""
    engine = create_async_engine(_driver(fresh_db_url, "asyncpg"))
    yield ProductService(engine)
    await engine.dispose()
