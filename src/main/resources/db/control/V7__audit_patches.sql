-- The changes to the tree as a patch; null in audits of earlier versions.
ALTER TABLE tree_audit ADD COLUMN changes_patch text;
