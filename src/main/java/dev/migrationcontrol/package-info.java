/**
 * The map of Migration Control; packages by feature.
 *
 * <ul>
 *   <li>{@code problem}: the RFC 9457 problem, the root of refusals, the exception mappers
 *   <li>{@code gate}: what every HTTP request has to pass first: its host, origin and media type; nothing imports it
 *   <li>{@code environment}: configured environments, database URLs, the variable standard, the embedded server
 *   <li>{@code sql}: pure: the one reader of SQL scripts: statements, effects, names
 *   <li>{@code engine}: the only importer of Flyway: scripts, history, running one migration up or down
 *   <li>{@code probe}: the only importer of the reactive PostgreSQL client: reachability, history, locks
 *   <li>{@code plan}: pure: history and scripts in, what would run or why not out
 *   <li>{@code operation}: durable operations; the only importer of the scheduling engine
 *   <li>{@code upgrade}, {@code rollback}, {@code baseline}, {@code repair}: resource and handler each
 *   <li>{@code journal}: who asked for what and what came of it; append-only, hash-chained
 *   <li>{@code webhook}: notifies configured receivers of operations' states
 *   <li>{@code source}: reads source trees and archives of them; runs nothing of what it reads
 *   <li>{@code audit}: recognises migration systems in databases and source trees
 *   <li>{@code rehearsal}: scratch databases, and what a schema holds
 *   <li>{@code consolidation}: takes over from the systems that an audit found
 *   <li>{@code status}: the read model of environments
 *   <li>{@code observability}: health and readiness; nothing imports it
 * </ul>
 */
@NullMarked
package dev.migrationcontrol;

import org.jspecify.annotations.NullMarked;
