/** Callers by what issuers say of them: jobs of pipelines, workloads of a cluster, people. */
@NullMarked
package dev.migrationcontrol.access.issuer;

import org.jspecify.annotations.NullMarked;
