#!/bin/sh
# Empties the development database and builds it anew.
set -e
psql "$SHOP_DATABASE_URL" -c 'DROP SCHEMA public CASCADE; CREATE SCHEMA public'
alembic upgrade heads
python -m shop.sql_runner up
