/** Takes a database over from other migration systems: proof, adoption, retirement and undo of it, as one operation. */
@NullMarked
package dev.migrationcontrol.adoption;

import org.jspecify.annotations.NullMarked;
