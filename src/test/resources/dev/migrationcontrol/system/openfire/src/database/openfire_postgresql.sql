CREATE TABLE orders (id integer PRIMARY KEY, note text);
CREATE TABLE ofVersion (name varchar(50) NOT NULL, version integer NOT NULL, CONSTRAINT ofVersion_pk PRIMARY KEY (name));
