-- Databases that are leased for tests. A row is there before its database, so that their number is bounded.
CREATE TABLE test_database (
    id uuid PRIMARY KEY,
    environment text NOT NULL,
    leased_by text NOT NULL,
    leased_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > leased_at),
    ready boolean NOT NULL DEFAULT false
);
CREATE INDEX test_database_environment ON test_database (environment, expires_at);
