-- Executors that died, that is, ended without handing the operation over. Hand-overs do not count.
ALTER TABLE operation ADD COLUMN deaths integer NOT NULL DEFAULT 0;
-- Those of them that died before they began a step: while they planned, or read the target's history.
ALTER TABLE operation ADD COLUMN early_deaths integer NOT NULL DEFAULT 0;
-- Whether the latest attempt has come to its first step.
ALTER TABLE operation ADD COLUMN begun boolean NOT NULL DEFAULT false;
-- A death in a step; in which one is known once the next attempt has read the target's history.
ALTER TABLE operation ADD COLUMN unplaced_death boolean NOT NULL DEFAULT false;
ALTER TABLE operation_step ADD COLUMN deaths integer NOT NULL DEFAULT 0;
UPDATE operation o SET begun = true
 WHERE state = 'RUNNING' AND EXISTS (SELECT FROM operation_step s WHERE s.operation_id = o.id);

-- One index for each way in which operations are listed; the newest have the highest ids. Their order is that of an
-- expression, so that PostgreSQL does not read the primary key backwards and filter: for an environment that was not used for
-- long that reads everything.
DROP INDEX operation_by_environment;
CREATE INDEX operation_by_environment ON operation (environment, ((id::text) COLLATE "C") DESC);
CREATE INDEX operation_by_state ON operation (state, ((id::text) COLLATE "C") DESC);
CREATE INDEX operation_by_environment_and_state ON operation (environment, state, ((id::text) COLLATE "C") DESC);
-- The few that have not ended.
CREATE INDEX operation_active ON operation (environment) WHERE state IN ('QUEUED', 'RUNNING');
-- Those whose uploads must be kept.
CREATE INDEX operation_upload ON operation ((request ->> 'upload'))
    WHERE finished_at IS NULL AND request ->> 'upload' IS NOT NULL;
-- What retention looks for.
CREATE INDEX operation_finished ON operation (finished_at) WHERE finished_at IS NOT NULL;
ALTER TABLE operation ADD COLUMN events_kept boolean NOT NULL DEFAULT true;
CREATE INDEX operation_with_events ON operation (finished_at) WHERE finished_at IS NOT NULL AND events_kept;
CREATE INDEX idempotency_key_operation ON idempotency_key (operation_id);
CREATE INDEX tree_upload_age ON tree_upload (created_at);

CREATE INDEX journal_by_time ON journal (recorded_at, sequence);
DROP INDEX journal_by_environment;
CREATE INDEX journal_by_environment ON journal (environment, (-sequence));
CREATE INDEX journal_by_kind ON journal (kind, (-sequence));
CREATE INDEX journal_by_environment_and_kind ON journal (environment, kind, (-sequence));

-- Deliveries are claimed from their own table, by the receivers of each node.
CREATE INDEX webhook_delivery_due ON webhook_delivery (receiver, next_attempt_at) WHERE state = 'PENDING';
DROP INDEX webhook_delivery_by_receiver;
CREATE INDEX webhook_delivery_by_receiver ON webhook_delivery (receiver, (-number));
CREATE INDEX webhook_delivery_by_state ON webhook_delivery (receiver, state, (-number));
CREATE INDEX webhook_delivery_dead ON webhook_delivery (created_at) WHERE state = 'DEAD';
DELETE FROM scheduled_tasks WHERE task_name = 'webhook-delivery';

-- What was exported and removed: the chain goes on from here. There is no such row before the first removal.
CREATE TABLE journal_base (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    count bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    removed_at timestamptz NOT NULL DEFAULT now(),
    removed_by text NOT NULL DEFAULT current_user
);

-- The base only goes forward, and only to an entry that is there and whose hash the caller knows from its export.
CREATE FUNCTION journal_base_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND NEW.count <= OLD.count)
       OR NOT EXISTS (SELECT FROM journal WHERE sequence = NEW.count AND hash = NEW.hash) THEN
        RAISE EXCEPTION 'The base of the journal goes only forward, to an entry whose hash is given'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forward BEFORE INSERT OR UPDATE OR DELETE ON journal_base
    FOR EACH ROW EXECUTE FUNCTION journal_base_goes_forward();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON journal_base
    FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only();
ALTER TABLE journal_base ENABLE ALWAYS TRIGGER forward;
ALTER TABLE journal_base ENABLE ALWAYS TRIGGER append_only_truncate;

-- As before, but for entries up to the base.
CREATE OR REPLACE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'journal' AND TG_LEVEL = 'ROW' THEN
        IF EXISTS (SELECT FROM journal_base WHERE count >= OLD.sequence) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'The journal is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'insufficient_privilege', HINT = 'Rows of the journal are never changed or removed.';
END $$;

-- Removes the entries up to one that was exported; nobody calls it but an administrator, by hand.
CREATE FUNCTION journal_remove_exported(up_to bigint, its_hash text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    removed bigint;
BEGIN
    INSERT INTO journal_base AS b (count, hash) VALUES (up_to, decode(its_hash, 'hex'))
        ON CONFLICT (only_row) DO UPDATE SET count = excluded.count, hash = excluded.hash,
            removed_at = excluded.removed_at, removed_by = excluded.removed_by;
    DELETE FROM journal WHERE sequence <= up_to;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;
REVOKE ALL ON FUNCTION journal_remove_exported(bigint, text) FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON journal_base FROM PUBLIC;
