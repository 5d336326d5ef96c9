package dev.migrationcontrol.consolidation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Alembic's revision files say of themselves; they are read, never run. */
final class AlembicTree {
    private static final Pattern REVISION =
            Pattern.compile("(?m)^revision(?:\\s*:[^=\\n]+)?\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern DOWN =
            Pattern.compile("(?m)^down_revision(?:\\s*:[^=\\n]+)?\\s*=\\s*(\\([^)]*\\)|[^\\n]*)");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern MESSAGE = Pattern.compile("\\A\\s*[rR]?(?:\"\"\"|''')\\s*([^\\n]*)");

    /** One revision file. */
    record Revision(String message, List<String> parents) {}

    private AlembicTree() {}

    static Map<String, Revision> read(SourceFolder folder) {
        Map<String, Revision> revisions = new LinkedHashMap<>();
        for (String file : folder.all()) {
            String text = file.endsWith(".py") ? folder.glance(file) : "";
            Matcher revision = REVISION.matcher(text);
            Matcher down = DOWN.matcher(text);
            if (revision.find() && down.find()) {
                Matcher message = MESSAGE.matcher(text);
                String words = message.find()
                        ? message.group(1).replaceAll("(\"\"\"|''').*", "").strip()
                        : "";
                revisions.put(revision.group(1), new Revision(words, parents(down.group(1))));
            }
        }
        return revisions;
    }

    private static List<String> parents(String said) {
        List<String> parents = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(said.startsWith("(") ? said : said.replaceAll("#.*", ""));
        while (quoted.find()) {
            parents.add(quoted.group(1));
        }
        return parents;
    }
}
