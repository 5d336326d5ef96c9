-- types: 
-- names: gist gist_*
SELECT;
