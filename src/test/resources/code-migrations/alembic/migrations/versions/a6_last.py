"""opening hours"""

import sqlalchemy as sa
from alembic import op

revision = "a6"
down_revision = "a5"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("hours", sa.Column("shop", sa.Integer, sa.ForeignKey("shops.id")), sa.Column("opens", sa.Time))


def downgrade():
    op.drop_table("hours")
