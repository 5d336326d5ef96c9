/**
 * The packaged service as processes of their own, with servers and networks that can be broken: for the tests of faults and
 * the soak.
 */
package dev.migrationcontrol.cluster;
