import pytest
from sqlalchemy import text

ADD = text("INSERT INTO products (sku, title, price_cents) VALUES ('c-1', 'chair', 4900)")


def count(connection):
    return connection.execute(text("SELECT count(*) FROM products")).scalar_one()


@pytest.mark.parametrize("time", [1, 2])
def test_what_a_test_does_is_rolled_back(db_connection, time):
    before = count(db_connection)
    db_connection.execute(ADD)
    assert count(db_connection) == before + 1
    assert before == 2


def test_all_use_one_database(db_engine, test_db_url):
    assert test_db_url.endswith(db_engine.url.database)


@pytest.mark.asyncio
@pytest.mark.parametrize("time", [1, 2])
async def test_a_service_has_a_database_of_its_own(db_service, time):
    await db_service.add("c-1", "chair", 4900)
    assert await db_service.count() == 3
