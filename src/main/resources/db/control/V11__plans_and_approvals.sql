-- What was read before a change, bound to what it was made from.
CREATE TABLE plan (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    environment text NOT NULL,
    -- Who answers for the caller that made it: nobody else may be one of those who approve it.
    owner text NOT NULL,
    created_at timestamptz NOT NULL,
    content jsonb NOT NULL,
    basis jsonb NOT NULL,
    used_by uuid UNIQUE,
    -- Who answers for the caller that runs it.
    requester text
);
CREATE INDEX plan_by_environment ON plan (environment, number DESC);
CREATE INDEX plan_age ON plan (created_at) WHERE used_by IS NULL;

CREATE TABLE plan_approval (
    plan_id uuid NOT NULL REFERENCES plan ON DELETE CASCADE,
    -- A person counts once, with however many tokens.
    owner text NOT NULL,
    caller text NOT NULL,
    decision text NOT NULL CHECK (decision IN ('APPROVED', 'REJECTED')),
    digest text NOT NULL,
    comment text,
    decided_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (plan_id, owner)
);
