/** How scripts are judged by rules: what the rules may know, what they report, and what is accepted. Pure. */
@NullMarked
package dev.migrationcontrol.rule;

import org.jspecify.annotations.NullMarked;
