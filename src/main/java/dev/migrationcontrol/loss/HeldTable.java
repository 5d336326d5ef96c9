package dev.migrationcontrol.loss;

/**
 * A table of the target.
 *
 * @param estimate how many rows the statistics say; negative where they say nothing
 * @param keyed whether it has a primary key
 * @param partition whether it is part of another one
 * @param root the whole that it is part of; itself where it is none
 */
record HeldTable(long oid, ObjectName name, long estimate, boolean keyed, boolean partition, long root) {}
