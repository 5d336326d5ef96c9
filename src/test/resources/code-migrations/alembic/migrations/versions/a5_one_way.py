"""words in capitals, for good"""

from alembic import op

revision = "a5"
down_revision = "a4"
branch_labels = None
depends_on = None


def upgrade():
    op.execute("UPDATE kinds SET word = upper(word)")
    op.execute("ALTER TABLE kinds ADD CONSTRAINT capitals CHECK (word = upper(word))")


def downgrade():
    raise NotImplementedError("the words are lost")
