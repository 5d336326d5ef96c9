"""create shops

Revision ID: a1
"""

import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None
branch_labels = ("shops",)
depends_on = None


def upgrade():
    op.create_table(
        "shops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(80), nullable=False, comment="shown; as it is: ${name}"),
    )


def downgrade():
    op.drop_table("shops")
