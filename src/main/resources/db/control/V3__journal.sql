-- The journal: who asked for what and what came of it. Rows are only ever added; each holds the hash of the one before.
CREATE TABLE journal (
    sequence bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    kind text NOT NULL,
    caller text NOT NULL,
    remote_address text,
    reason text,
    environment text,
    operation_id uuid,
    request jsonb,
    plan jsonb,
    result jsonb,
    previous_hash bytea NOT NULL CHECK (octet_length(previous_hash) = 32),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
CREATE INDEX journal_by_environment ON journal (environment, sequence DESC);
CREATE INDEX journal_by_operation ON journal (operation_id, sequence DESC);

-- The end of the chain, in one row: whoever appends locks it, and a chain that was cut at its end does not match it.
CREATE TABLE journal_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    count bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32)
);
INSERT INTO journal_head (count, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The journal is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Rows of the journal are never changed or removed.';
END $$;

CREATE FUNCTION journal_follows_its_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE journal_head SET count = NEW.sequence, hash = NEW.hash
     WHERE count = NEW.sequence - 1 AND hash = NEW.previous_hash;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Row % does not follow the last row of the journal', NEW.sequence
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION journal_head_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.count <> OLD.count + 1 THEN
        RAISE EXCEPTION 'The head of the journal goes from % to % alone', OLD.count, OLD.count + 1
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER follows BEFORE INSERT ON journal
    FOR EACH ROW EXECUTE FUNCTION journal_follows_its_head();
CREATE TRIGGER append_only BEFORE INSERT OR DELETE ON journal_head
    FOR EACH ROW EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
CREATE TRIGGER forward BEFORE UPDATE ON journal_head
    FOR EACH ROW EXECUTE FUNCTION journal_head_goes_forward();

-- Always: session_replication_role = replica does not switch them off.
ALTER TABLE journal ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE journal ENABLE ALWAYS TRIGGER append_only_truncate;
ALTER TABLE journal ENABLE ALWAYS TRIGGER follows;
ALTER TABLE journal_head ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE journal_head ENABLE ALWAYS TRIGGER append_only_truncate;
ALTER TABLE journal_head ENABLE ALWAYS TRIGGER forward;

REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM PUBLIC;
REVOKE DELETE, TRUNCATE ON journal_head FROM PUBLIC;
-- The owner could grant these to itself again; the triggers and the chain are there for that.
REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM CURRENT_USER;
REVOKE DELETE, TRUNCATE ON journal_head FROM CURRENT_USER;
