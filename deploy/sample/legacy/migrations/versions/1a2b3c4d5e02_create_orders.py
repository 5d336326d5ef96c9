"""Create orders of customers

Revision ID: 1a2b3c4d5e02
Revises: 1a2b3c4d5e01
Create Date: 2024-03-18 14:03:10
"""
import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e02"
down_revision = "1a2b3c4d5e01"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "orders",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("customer_id", sa.BigInteger, sa.ForeignKey("customers.id"), nullable=False),
        sa.Column("total_cents", sa.BigInteger, nullable=False),
        sa.Column("placed_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.create_index("orders_customer_idx", "orders", ["customer_id"])


def downgrade() -> None:
    op.drop_table("orders")
    op.drop_index("orders_customer_idx", table_name="orders")
