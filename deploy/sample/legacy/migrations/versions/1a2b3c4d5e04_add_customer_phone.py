"""Add phone numbers of customers

Revision ID: 1a2b3c4d5e04
Revises: 1a2b3c4d5e02
Create Date: 2024-06-11 08:45:31
"""
import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e04"
down_revision = "1a2b3c4d5e02"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customers", sa.Column("phone", sa.Text))
    op.execute("UPDATE customers SET phone = '' WHERE phone IS NULL")


def downgrade() -> None:
    pass
