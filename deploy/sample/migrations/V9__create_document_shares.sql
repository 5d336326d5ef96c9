CREATE TYPE share_permission AS ENUM ('read', 'comment', 'edit');

CREATE TABLE document_shares (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    document_id bigint NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    permission share_permission NOT NULL DEFAULT 'read',
    granted_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz,
    CONSTRAINT document_shares_revoked_after_granted CHECK (revoked_at >= granted_at)
);

-- Revoked shares stay as a record; at most one share of a document with a user is in force.
CREATE UNIQUE INDEX document_shares_in_force ON document_shares (document_id, user_id) WHERE revoked_at IS NULL;
CREATE INDEX document_shares_user_id ON document_shares (user_id);
