-- types: 
-- names: gin gin_*
SELECT;
