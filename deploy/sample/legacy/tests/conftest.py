import os

import pytest
from alembic import command
from alembic.config import Config


@pytest.fixture(scope="session")
def database() -> str:
    url = os.environ["TEST_DATABASE_URL"]
    config = Config("alembic.ini")
    config.set_main_option("sqlalchemy.url", url.replace("postgresql://", "postgresql+psycopg://"))
    command.upgrade(config, "heads")
    return url
