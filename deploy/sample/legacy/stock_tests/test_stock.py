import os

import psycopg

from shop.sql_runner import SqlRunner


def test_stock_is_kept_by_product():
    url = os.environ["DATABASE_TEST_URL"]
    SqlRunner(url).up()
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM products").fetchone()[0] == 2
