-- Reports of audits of source trees; the id is the operation's.
CREATE TABLE tree_audit (
    id uuid PRIMARY KEY REFERENCES operation (id),
    report jsonb NOT NULL,
    audit_document text NOT NULL,
    plan_document text NOT NULL
);

-- Uploaded archives, by the digest of their content, until the operations that read them have ended.
CREATE TABLE tree_upload (
    digest text PRIMARY KEY,
    content bytea NOT NULL,
    created_at timestamptz NOT NULL
);
