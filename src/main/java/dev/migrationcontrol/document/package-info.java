/** Documents that others wrote in XML, YAML, JSON or TOML, read within bounds: text in, nodes with their lines out. */
@NullMarked
package dev.migrationcontrol.document;

import org.jspecify.annotations.NullMarked;
