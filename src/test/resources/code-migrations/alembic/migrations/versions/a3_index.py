"""index built outside of a transaction"""

from alembic import op

revision = "a3"
down_revision = "a1"
branch_labels = None
depends_on = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("shops_by_name", "shops", ["name"], postgresql_concurrently=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("shops_by_name", table_name="shops", postgresql_concurrently=True)
