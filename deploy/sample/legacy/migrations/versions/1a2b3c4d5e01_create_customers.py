"""Create customers

Revision ID: 1a2b3c4d5e01
Revises:
Create Date: 2024-02-05 09:12:44
"""
import sqlalchemy as sa
from alembic import op

revision = "1a2b3c4d5e01"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "customers",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False),
    )
    op.create_index("customers_email_idx", "customers", ["email"], unique=True)


def downgrade() -> None:
    op.drop_index("customers_email_idx", table_name="customers")
    op.drop_table("customers")
