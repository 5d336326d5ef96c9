/**
 * The benchmarks: what the packaged service takes, measured from outside against what the same work costs without it, in
 * one run on one machine. Knows the service by its HTTP interface and its variables alone.
 */
@NullMarked
package dev.migrationcontrol.bench;

import org.jspecify.annotations.NullMarked;
