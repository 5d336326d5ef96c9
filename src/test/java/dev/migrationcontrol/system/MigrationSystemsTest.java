package dev.migrationcontrol.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of data of the migration systems. */
class MigrationSystemsTest {
    private static final Path FILES = Path.of("src/main/resources/dev/migrationcontrol/system");
    private static final Pattern REFERENCE = Pattern.compile("\\{([^}]+)}");
    private static final Set<String> KINDS =
            Set.of("text", "int", "integer", "bigint", "number", "time", "bool", "json", "text[]", "bytea");

    static List<MigrationSystem> systems() {
        return MigrationSystems.all();
    }

    @Test
    void eachIsOneFileOfItsName() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            systems().stream().map(MigrationSystem::id).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tabels: []",
                "tree: {word: [x]}",
                "tables: [{names: [t], columns: {a: text}, row: {versoin: x}}]",
                "id: y",
                "records: sometimes",
                "locks: {rule: guess}"
            })
    void keysAndValuesThatNobodyReadsAreRefused(String line) {
        assertThatThrownBy(() -> MigrationSystems.reader().readValue("id: x\ntitle: X\n" + line))
                .isInstanceOf(com.fasterxml.jackson.core.JsonProcessingException.class);
    }

    @Test
    void anUnknownKeyIsNamed() {
        assertThatThrownBy(() -> MigrationSystems.reader().readValue("id: x\ntitle: X\ncolour: red"))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("colour");
    }

    @Test
    void whatIsLeftOutIsEmpty() throws IOException {
        MigrationSystem system = MigrationSystems.reader().readValue("id: x\ntitle: X\ntree: {}");

        assertThat(system.aliases()).isEmpty();
        assertThat(system.tables()).isEmpty();
        assertThat(system.traits()).isEmpty();
        assertThat(system.table()).isEmpty();
        assertThat(system.tree()).isNotNull();
        assertThat(system.tree().words()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("systems")
    void saysEnoughToBeRecognised(MigrationSystem system) {
        assertThat(system.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(system.title()).isNotBlank();
        assertThat(system.tables().isEmpty() && system.tree() == null).isFalse();
        if (system.family() != null) {
            assertThat(MigrationSystems.find(system.family())).isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void tablesAreReadByTheirOwnColumns(MigrationSystem system) {
        for (TableFacts table : system.tables()) {
            assertThat(table.names()).isNotEmpty();
            assertThat(table.columns()).isNotEmpty();
            assertThat(KINDS)
                    .containsAll(table.columns().values())
                    .containsAll(table.elsewhere().values());
            assertThat(Stream.of(table.columns(), table.elsewhere()).flatMap(each -> each.keySet().stream()))
                    .allMatch(column -> column.equals(column.toLowerCase(Locale.ROOT)));
            assertThat(references(table.row().version()))
                    .isNotEmpty()
                    .isSubsetOf(table.columns().keySet());
            if (table.proof() != null) {
                assertThat(table.columns()).containsKey(table.proof().column());
                assertThat(Pattern.compile(table.proof().pattern())
                                .matcher(table.proof().example())
                                .find())
                        .isTrue();
            }
        }
        for (CompanionFacts companion : system.companions()) {
            assertThat(KINDS).containsAll(companion.columns().values());
            if (companion.lock() != null) {
                assertThat(references(companion.lock().taken()))
                        .isSubsetOf(companion.columns().keySet());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void historiesAreTakenOverByTheirOwnColumns(MigrationSystem system) {
        MigrationSystem.Adoption adoption = system.adoption();
        if (adoption != null && adoption.rows() != null) {
            assertThat(adoption.tables()).isNotEmpty();
            assertThat(adoption.columns()).isNotEmpty();
            assertThat(adoption.rows()).startsWith("SELECT ").contains(" FROM {table} t");
        }
    }

    @ParameterizedTest
    @MethodSource("systems")
    void wordsAreInLowerCaseAndNamed(MigrationSystem system) {
        TreeFacts tree = system.tree();
        if (tree != null) {
            assertThat(tree.words().isEmpty()).isEqualTo(tree.named() == null);
            assertThat(tree.words()).allMatch(word -> word.equals(word.toLowerCase(Locale.ROOT)));
        }
    }

    @Test
    void noTwoClaimOneId() {
        assertThat(all(system -> Stream.concat(Stream.of(system.id()), system.aliases().stream())
                        .toList()))
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoClaimOneWord() {
        assertThat(all(system ->
                        system.tree() == null ? List.of() : system.tree().words()))
                .doesNotHaveDuplicates();
    }

    @Test
    void noTwoClaimOneLock() {
        List<Long> keys = all(system -> system.locks().keys());
        assertThat(Stream.concat(keys.stream(), all(system -> system.locks().common()).stream())
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(all(system -> system.locks().rule() == null
                        ? List.of()
                        : List.of(system.locks().rule() + " " + system.locks().salt())))
                .doesNotHaveDuplicates();
    }

    @Test
    void oldSpellingsAreFound() {
        assertThat(MigrationSystems.named("seaorm").id()).isEqualTo("sea-orm");
        assertThat(MigrationSystems.named("fluent-migrator").id()).isEqualTo("fluentmigrator");
        assertThat(MigrationSystems.find("nobody")).isEmpty();
    }

    private static <T> List<T> all(Function<MigrationSystem, Collection<T>> values) {
        return systems().stream()
                .flatMap(system -> values.apply(system).stream())
                .toList();
    }

    private static Set<String> references(String expression) {
        Matcher matcher = REFERENCE.matcher(expression);
        return matcher.results().map(each -> each.group(1)).collect(Collectors.toSet());
    }
}
