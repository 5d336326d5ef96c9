from sqlalchemy import Column, Integer, MetaData, Table


def upgrade(migrate_engine):
    Table("orders", MetaData(bind=migrate_engine), Column("id", Integer)).create()


def downgrade(migrate_engine):
    Table("orders", MetaData(bind=migrate_engine)).drop()
