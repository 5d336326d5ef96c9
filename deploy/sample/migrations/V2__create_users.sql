CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id bigint NOT NULL REFERENCES organisations (id),
    email text NOT NULL,
    display_name text NOT NULL,
    invited_by bigint REFERENCES users (id) ON DELETE SET NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX users_organisation_id ON users (organisation_id);
CREATE INDEX users_invited_by ON users (invited_by);
