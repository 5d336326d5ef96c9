-- Operations: durable units of accepted work.
CREATE TABLE operation (
    id uuid PRIMARY KEY,
    type text NOT NULL,
    environment text NOT NULL,
    state text NOT NULL DEFAULT 'QUEUED'
        CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'INTERRUPTED')),
    requested_by text NOT NULL,
    reason text,
    request jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    finished_at timestamptz,
    -- Raised by each executor that claims the operation; every later write names it, so that a stale executor changes nothing.
    attempt integer NOT NULL DEFAULT 0,
    progress jsonb,
    result jsonb,
    failure jsonb,
    CHECK ((finished_at IS NULL) = (state IN ('QUEUED', 'RUNNING')))
);

-- One at a time: the database itself keeps a second operation off an environment.
CREATE UNIQUE INDEX operation_one_active ON operation (environment) WHERE state IN ('QUEUED', 'RUNNING');
CREATE INDEX operation_by_environment ON operation (environment, id DESC);

CREATE TABLE operation_step (
    operation_id uuid NOT NULL REFERENCES operation (id),
    position integer NOT NULL,
    version text,
    description text NOT NULL,
    script text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('UP', 'DOWN')),
    -- The rank that the step's history row has once it is done: how a later executor finds out.
    history_rank integer NOT NULL,
    state text NOT NULL DEFAULT 'PENDING' CHECK (state IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'NOT_RUN')),
    started_at timestamptz,
    duration_ms bigint,
    error jsonb,
    PRIMARY KEY (operation_id, position)
);

-- The table that db-scheduler expects.
CREATE TABLE scheduled_tasks (
    task_name text NOT NULL,
    task_instance text NOT NULL,
    task_data bytea,
    execution_time timestamptz NOT NULL,
    picked boolean NOT NULL,
    picked_by text,
    last_success timestamptz,
    last_failure timestamptz,
    consecutive_failures integer,
    last_heartbeat timestamptz,
    version bigint NOT NULL,
    priority smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
