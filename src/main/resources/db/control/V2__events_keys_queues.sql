-- An audit of a source tree is an operation on no environment.
ALTER TABLE operation ALTER COLUMN environment DROP NOT NULL;

-- It waits for another operation on the same environment; the order of arrival decides which one is next.
ALTER TABLE operation ADD COLUMN waiting boolean NOT NULL DEFAULT false;
ALTER TABLE operation ADD COLUMN arrival bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE operation ADD COLUMN last_event bigint NOT NULL DEFAULT 0;
ALTER TABLE operation ADD COLUMN cancellation jsonb;

DROP INDEX operation_one_active;
CREATE UNIQUE INDEX operation_one_active ON operation (environment)
    WHERE state IN ('QUEUED', 'RUNNING') AND NOT waiting;
CREATE INDEX operation_waiting ON operation (environment, arrival) WHERE state = 'QUEUED' AND waiting;

-- Numbered without gaps in the order of their commits: the number is taken under the lock of the operation's row.
CREATE TABLE operation_event (
    operation_id uuid NOT NULL REFERENCES operation (id),
    number bigint NOT NULL,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    body jsonb NOT NULL,
    PRIMARY KEY (operation_id, number)
);

-- What a repeated request is recognised by.
CREATE TABLE idempotency_key (
    caller text NOT NULL,
    key text NOT NULL,
    -- SHA-256 of what was asked for: the same key with another request is a mistake of the caller.
    fingerprint bytea NOT NULL,
    operation_id uuid NOT NULL REFERENCES operation (id) DEFERRABLE INITIALLY DEFERRED,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

-- The script as it was planned: another executor runs no other.
ALTER TABLE operation_step ADD COLUMN checksum integer;
-- The statement that an executor was about to run outside of a transaction; written before it ran.
ALTER TABLE operation_step ADD COLUMN outside_statement integer;
