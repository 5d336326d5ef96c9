-- The messages to receivers; a row is written in the transaction that changes an operation's state.
CREATE TABLE webhook_delivery (
    id uuid PRIMARY KEY,
    -- The order in which they are listed.
    number bigint NOT NULL GENERATED ALWAYS AS IDENTITY UNIQUE,
    receiver text NOT NULL,
    event text NOT NULL,
    environment text,
    operation_id uuid NOT NULL,
    -- As it is signed and sent, every time.
    body text NOT NULL,
    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
    attempts integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    last_attempt_at timestamptz,
    next_attempt_at timestamptz,
    last_status integer,
    last_error text,
    CHECK ((next_attempt_at IS NULL) = (state <> 'PENDING'))
);
CREATE INDEX webhook_delivery_by_receiver ON webhook_delivery (receiver, state, number DESC);
CREATE INDEX webhook_delivery_delivered ON webhook_delivery (last_attempt_at) WHERE state = 'DELIVERED';

-- Operations go before deliveries.
CREATE INDEX scheduled_tasks_priority ON scheduled_tasks (priority DESC, execution_time);
