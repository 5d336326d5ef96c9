-- API tokens. Of the token itself there is only the hash: 256 random bits need no slow one.
CREATE TABLE access_token (
    id text PRIMARY KEY,
    name text NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    -- The caller that made it; null where it was made beside the service, by whoever has this database.
    created_by text,
    -- Who answers for it.
    person text,
    -- The grants under which it was made, by name: it is worth no more than they give now. Null with created_by.
    granted text[] CHECK ((granted IS NULL) = (created_by IS NULL)),
    scopes jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    -- Written at most once a minute.
    last_used_at timestamptz,
    revoked_at timestamptz,
    revoked_by text,
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX access_token_by_creator ON access_token (created_by, created_at);
-- What every replica reads again and again.
CREATE INDEX access_token_live ON access_token (expires_at) WHERE revoked_at IS NULL;

-- The grants of the caller when the operation was accepted: whether they still count is asked when it begins.
ALTER TABLE operation ADD COLUMN granted text[] NOT NULL DEFAULT '{}';
