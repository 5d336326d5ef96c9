-- morph:nontransactional
DROP INDEX CONCURRENTLY orders_id;
