-- Checks for drift: the newest of each environment.
CREATE TABLE drift_check (
    operation uuid PRIMARY KEY,
    environment text NOT NULL,
    checked_at timestamptz NOT NULL,
    state text NOT NULL,
    open integer NOT NULL,
    content jsonb NOT NULL
);
CREATE INDEX drift_check_newest ON drift_check (environment, checked_at DESC);

-- Up to which time the checks of a schedule were begun, so that one replica begins each.
CREATE TABLE drift_schedule (
    environment text PRIMARY KEY,
    due timestamptz NOT NULL
);
