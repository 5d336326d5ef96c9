package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.MigrationSystem.Commands;
import dev.migrationcontrol.system.OldCommands;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commands of the old tools that apply migrations, in scripts, pipelines and documents: an upgrade takes their place. */
record ToolCommands(TreePatch.Order order) implements Topic {
    private static final Set<FileRole> ROLES =
            Set.of(FileRole.SCRIPT, FileRole.CI, FileRole.DEPLOYMENT, FileRole.BUILD, FileRole.DOCUMENT);
    private static final Pattern OTHERWISE = Pattern.compile(".*\\s--(?:sql|help|dry-run|fake|version)\\b.*");

    @Override
    public String place() {
        return ".";
    }

    @Override
    public String what() {
        return "ask for an upgrade where the old tools applied migrations.";
    }

    @Override
    public void draft(Drafts drafts) {
        List<Pattern> patterns = patterns();
        Set<SourceFile> files = new LinkedHashSet<>();
        words().forEach(word -> files.addAll(drafts.files().holding(word)));
        for (SourceFile file : files) {
            boolean open = ROLES.contains(FileRole.of(file)) && !drafts.isDeleted(file.path());
            if (open && drafts.obstacle(file.path()).isEmpty()) {
                draft(file, patterns, drafts);
            }
        }
    }

    @Override
    public Set<String> words() {
        return upgrades().map(upgrade -> upgrade.split(" ", 2)[0]).collect(Collectors.toSet());
    }

    private Stream<String> upgrades() {
        return order.systems().stream()
                .map(SystemReport::system)
                .distinct()
                .map(OldCommands::named)
                .filter(commands -> commands != null && commands.upgrade().contains(" "))
                .map(Commands::upgrade);
    }

    /** The tool, anything but the end of a command, and what it is to do. */
    private List<Pattern> patterns() {
        return upgrades()
                .map(upgrade -> {
                    String[] words = upgrade.replaceFirst(" heads$", "").split(" ", 2);
                    return Pattern.compile("(?<![\\w./-])(?:[\\w./]{0,80}/)?" + Pattern.quote(words[0])
                            + "(?=\\s)[^&|;#\"'`<>()\\[\\]{},]{0,200}?\\s" + Pattern.quote(words[1])
                            + "(?![\\w:-])[^&|;#\"'`<>()\\[\\]{},]{0,200}+");
                })
                .toList();
    }

    private void draft(SourceFile file, List<Pattern> patterns, Drafts drafts) {
        FileRole role = FileRole.of(file);
        String command = UpgradeScript.command(role == FileRole.CI ? order.testEnvironment() : order.environment());
        EditedFile edited = drafts.edit(file.path());
        String last = "";
        for (int line = 1; line <= edited.lines(); line++) {
            List<String> now = edited.now(line);
            List<String> changed = new ArrayList<>();
            for (String each : now) {
                String replaced = each.strip().startsWith("#") && role != FileRole.DOCUMENT
                        ? each
                        : once(replaced(each, patterns, command), command);
                boolean again =
                        replaced.strip().equals(command) && last.strip().equals(command) && role != FileRole.DOCUMENT;
                if (!again) {
                    changed.add(replaced);
                }
                last = replaced;
            }
            if (!changed.equals(now)) {
                edited.replace(line, changed);
                drafts.because(file.path(), "it asks for an upgrade instead of an old tool");
            }
        }
    }

    private static String replaced(String line, List<Pattern> patterns, String command) {
        String result = line;
        for (Pattern pattern : patterns) {
            Matcher matcher = pattern.matcher(result);
            int from = 0;
            while (from <= result.length() && matcher.find(from)) {
                String found = matcher.group().stripTrailing();
                int begin = CommandUses.begin(result, matcher.start());
                boolean is = CommandUses.beginsCommand(result.substring(0, begin))
                        && !OTHERWISE.matcher(" " + found + " ").matches();
                from = is ? begin + command.length() : matcher.end();
                if (is) {
                    result = result.substring(0, begin) + command + result.substring(matcher.start() + found.length());
                    matcher = pattern.matcher(result);
                }
            }
        }
        return result;
    }

    /** What two tools did after each other is one upgrade. */
    private static String once(String line, String command) {
        return line.replace(command + " && " + command, command)
                .replace("`" + command + "`, then `" + command + "`", "`" + command + "`")
                .replace("`" + command + "` and `" + command + "`", "`" + command + "`");
    }
}
