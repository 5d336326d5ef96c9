SELECT kind, name, NULL, 'options', 'not readable', NULL, NULL FROM obj WHERE kind = 'subscription'
