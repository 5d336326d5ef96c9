"""kinds of shops, with rows"""

import sqlalchemy as sa
from alembic import op

revision = "a2"
down_revision = "a1"
branch_labels = None
depends_on = None


def upgrade():
    kinds = op.create_table(
        "kinds", sa.Column("id", sa.Integer, primary_key=True), sa.Column("word", sa.Text, nullable=False)
    )
    op.bulk_insert(kinds, [{"id": 1, "word": "baker's; shop"}, {"id": 2, "word": "-- Running upgrade a -> b"}])
    op.add_column("shops", sa.Column("kind", sa.Integer, sa.ForeignKey("kinds.id", name="shops_kind")))


def downgrade():
    op.drop_constraint("shops_kind", "shops", type_="foreignkey")
    op.drop_column("shops", "kind")
    op.drop_table("kinds")
