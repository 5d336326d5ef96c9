-- What undo scripts bring back, by a digest of everything that the verdict rests on.
CREATE TABLE undo_proof (
    basis text PRIMARY KEY,
    content jsonb NOT NULL,
    proven_at timestamptz NOT NULL
);
CREATE INDEX undo_proof_age ON undo_proof (proven_at);
