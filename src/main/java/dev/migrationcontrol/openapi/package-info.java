/** Completes the generated OpenAPI document with what every endpoint has in common; nothing imports it. */
@NullMarked
package dev.migrationcontrol.openapi;

import org.jspecify.annotations.NullMarked;
