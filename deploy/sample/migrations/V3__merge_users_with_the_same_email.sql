-- Users of one organisation whose addresses differ only in case are the same person. The oldest account stays and
-- takes over the invitations of the others, which are deleted.
--
-- This version has no undo: once the accounts are merged, nothing tells which rows were deleted, how their addresses
-- were written, or who had sent which invitation.

UPDATE users AS invited
SET invited_by = NULLIF(account.oldest, invited.id)
FROM (
    SELECT id, min(id) OVER (PARTITION BY organisation_id, lower(email)) AS oldest
    FROM users
) AS account
WHERE invited.invited_by = account.id
  AND account.id <> account.oldest;

DELETE FROM users AS duplicate
USING users AS older
WHERE older.organisation_id = duplicate.organisation_id
  AND lower(older.email) = lower(duplicate.email)
  AND older.id < duplicate.id;

UPDATE users
SET email = lower(email)
WHERE email <> lower(email);

ALTER TABLE users
    ADD CONSTRAINT users_email_lower_case CHECK (email = lower(email)),
    ADD CONSTRAINT users_organisation_id_email_key UNIQUE (organisation_id, email);

-- The unique constraint above serves every search that this index served.
DROP INDEX users_organisation_id;
