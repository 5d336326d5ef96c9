/** Rules about replication, rights and names. Pure. */
@NullMarked
package dev.migrationcontrol.rule.access;

import org.jspecify.annotations.NullMarked;
