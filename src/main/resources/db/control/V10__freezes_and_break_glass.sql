-- Freezes that were set by requests. They stay, so that what once stood against a change can be looked up.
CREATE TABLE environment_freeze (
    id uuid PRIMARY KEY,
    environments text[] NOT NULL CHECK (cardinality(environments) BETWEEN 1 AND 100),
    rollback boolean NOT NULL,
    reason text NOT NULL,
    set_by text NOT NULL,
    set_at timestamptz NOT NULL,
    until timestamptz NOT NULL CHECK (until > set_at),
    -- The Idempotency-Key of the request: the same caller with the same key meant this one.
    request_key text,
    UNIQUE (set_by, request_key),
    lifted_by text,
    lifted_at timestamptz,
    CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
);
CREATE INDEX environment_freeze_active ON environment_freeze (until) WHERE lifted_at IS NULL;

-- Changes that were made although something stood against them. An operation is forgotten one day; its use is not.
CREATE TABLE break_glass (
    operation_id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    environment text NOT NULL,
    caller text NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    ticket text,
    used_at timestamptz NOT NULL,
    reviewer text,
    reviewed_at timestamptz,
    comment text,
    CHECK ((reviewer IS NULL) = (reviewed_at IS NULL))
);
-- While one is not reviewed, the same person has no second one there.
CREATE UNIQUE INDEX break_glass_open ON break_glass (environment, owner) WHERE reviewed_at IS NULL;
