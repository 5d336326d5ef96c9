"""Add notes to orders

Revision ID: 1a2b3c4d5e03
Revises: 1a2b3c4d5e02
Create Date: 2024-06-02 11:30:00
"""
import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e03"
down_revision = "1a2b3c4d5e02"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("note", sa.Text))
    op.create_foreign_key(None, "orders", "customers", ["customer_id"], ["id"], ondelete="CASCADE")


def downgrade() -> None:
    op.drop_constraint(None, "orders", type_="foreignkey")
    op.drop_column("orders", "note")
