BEGIN;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL, 
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> a1

CREATE TABLE shops (
    id SERIAL NOT NULL, 
    name VARCHAR(80) NOT NULL, 
    PRIMARY KEY (id)
);

COMMENT ON COLUMN shops.name IS 'shown; as it is: ${name}';

INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING alembic_version.version_num;

-- Running upgrade a1 -> a3

COMMIT;

CREATE INDEX CONCURRENTLY shops_by_name ON shops (name);

BEGIN;

UPDATE alembic_version SET version_num='a3' WHERE alembic_version.version_num = 'a1';

-- Running upgrade a1 -> a2

CREATE TABLE kinds (
    id SERIAL NOT NULL, 
    word TEXT NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO kinds (id, word) VALUES (1, 'baker''s; shop');

INSERT INTO kinds (id, word) VALUES (2, '-- Running upgrade a -> b');

ALTER TABLE shops ADD COLUMN kind INTEGER;

ALTER TABLE shops ADD CONSTRAINT shops_kind FOREIGN KEY(kind) REFERENCES kinds (id);

INSERT INTO alembic_version (version_num) VALUES ('a2') RETURNING alembic_version.version_num;

-- Running upgrade a2, a3 -> a4

DELETE FROM alembic_version WHERE alembic_version.version_num = 'a2';

UPDATE alembic_version SET version_num='a4' WHERE alembic_version.version_num = 'a3';

-- Running upgrade  -> b1

CREATE TABLE accounts (
    id SERIAL NOT NULL, 
    PRIMARY KEY (id)
);

INSERT INTO alembic_version (version_num) VALUES ('b1') RETURNING alembic_version.version_num;

-- Running upgrade b1 -> b2

ALTER TABLE shops ADD COLUMN owner INTEGER;

ALTER TABLE shops ADD CONSTRAINT shops_owner FOREIGN KEY(owner) REFERENCES accounts (id);

DELETE FROM alembic_version WHERE alembic_version.version_num = 'b1';

UPDATE alembic_version SET version_num='b2' WHERE alembic_version.version_num = 'a4';

-- Running upgrade a4 -> a5

UPDATE kinds SET word = upper(word);

ALTER TABLE kinds ADD CONSTRAINT capitals CHECK (word = upper(word));

INSERT INTO alembic_version (version_num) VALUES ('a5') RETURNING alembic_version.version_num;

-- Running upgrade a5 -> a6

CREATE TABLE hours (
    shop INTEGER, 
    opens TIME WITHOUT TIME ZONE, 
    FOREIGN KEY(shop) REFERENCES shops (id)
);

UPDATE alembic_version SET version_num='a6' WHERE alembic_version.version_num = 'a5';

COMMIT;

