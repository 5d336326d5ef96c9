-- Whoever calls a service without configured access is called local: a repeated request still finds its first one.
UPDATE idempotency_key SET caller = 'local' WHERE caller = 'anonymous';
