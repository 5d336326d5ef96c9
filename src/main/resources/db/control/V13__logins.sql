-- Browsers that are logged in to the console, on every replica and beyond a restart.
CREATE TABLE login (
    -- The hash of what the browser shows.
    id text PRIMARY KEY,
    caller text NOT NULL,
    -- What it was made with, encrypted with what the browser shows: this database alone gives nobody a credential.
    sealed bytea NOT NULL CHECK (octet_length(sealed) <= 66000),
    begun_at timestamptz NOT NULL,
    -- Written at most once in five minutes.
    used_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > begun_at)
);
CREATE INDEX login_by_caller ON login (caller, begun_at);
CREATE INDEX login_by_beginning ON login (begun_at);
