"""merge"""

revision = "a4"
down_revision = ("a2", "a3")
branch_labels = None
depends_on = None


def upgrade():
    pass


def downgrade():
    pass
