/** Recognises the scripts of migration systems in a tree, one recogniser a convention. */
@NullMarked
package dev.migrationcontrol.source.script;

import org.jspecify.annotations.NullMarked;
