package dev.migrationcontrol.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The document of database audits names exactly the systems whose locks are recognised. */
class LockListTest {
    @Test
    void namesEachSystemWithAnAdvisoryLock() throws IOException {
        assertThat(named("advisory lock"))
                .containsExactlyInAnyOrderElementsOf(titles(LockListTest::takesAdvisoryLocks));
    }

    @Test
    void namesEachSystemWithALockTable() throws IOException {
        assertThat(named("row of a lock table"))
                .containsExactlyInAnyOrderElementsOf(
                        titles(system -> system.companions().stream().anyMatch(companion -> companion.lock() != null)));
    }

    private static boolean takesAdvisoryLocks(MigrationSystem system) {
        LockFacts locks = system.locks();
        return !locks.keys().isEmpty() || !locks.common().isEmpty() || locks.rule() != null;
    }

    private static List<String> titles(Predicate<MigrationSystem> which) {
        return MigrationSystems.all().stream()
                .filter(which)
                .map(MigrationSystem::title)
                .toList();
    }

    /** The systems that a point of the document names. */
    private static List<String> named(String point) throws IOException {
        String document = Files.readString(Path.of("docs/audit-database.md"));
        Matcher lines = Pattern.compile("- \\*\\*" + point + "\\*\\*:((?:(?!\\n- |\\n\\n).)*+)", Pattern.DOTALL)
                .matcher(document);
        assertThat(lines.find()).as(point).isTrue();
        String text = lines.group(1);
        Pattern titles = Pattern.compile("(?<![\\w-])("
                + MigrationSystems.all().stream()
                        .map(MigrationSystem::title)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")(?![\\w-])");
        return titles.matcher(text)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }
}
