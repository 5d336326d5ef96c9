-- Runs once, when the server's volume is empty.
CREATE DATABASE development;
CREATE DATABASE test;
CREATE DATABASE control;
