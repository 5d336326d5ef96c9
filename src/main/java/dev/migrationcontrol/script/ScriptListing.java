package dev.migrationcontrol.script;

import java.util.List;

/**
 * What one walk over the folders of an environment found.
 *
 * @param files regular files, in the order of their names
 * @param odd what bears a name but cannot be read as a file or folder
 * @param stamp changes when a file is added, removed, written or replaced
 */
record ScriptListing(List<ScriptFile> files, List<Odd> odd, long stamp) {
    ScriptListing {
        files = List.copyOf(files);
        odd = List.copyOf(odd);
    }

    /** Something that cannot be read, and why. */
    record Odd(ScriptFile file, String why) {}
}
