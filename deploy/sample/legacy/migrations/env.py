from alembic import context
from sqlalchemy import create_engine

from shop.settings import settings

config = context.config


def url() -> str:
    given = config.get_main_option("sqlalchemy.url")
    return given or settings.database_url.replace("postgresql://", "postgresql+psycopg://")


def run_offline() -> None:
    context.configure(url=url(), literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def run_online() -> None:
    with create_engine(url()).connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    run_offline()
else:
    run_online()
