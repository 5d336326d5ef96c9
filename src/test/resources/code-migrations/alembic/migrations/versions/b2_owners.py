"""owners of shops: needs the other branch"""

import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "b1"
branch_labels = None
depends_on = "a4"


def upgrade():
    op.add_column("shops", sa.Column("owner", sa.Integer, sa.ForeignKey("accounts.id", name="shops_owner")))


def downgrade():
    op.drop_constraint("shops_owner", "shops", type_="foreignkey")
    op.drop_column("shops", "owner")
