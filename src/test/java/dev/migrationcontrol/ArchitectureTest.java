package dev.migrationcontrol;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final String ROOT = "dev.migrationcontrol.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.migrationcontrol");

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "probe, io.vertx.pgclient..",
        "probe, io.vertx.sqlclient..",
        "access.issuer, org.jose4j..",
        "operation, com.github.kagkarlsson..",
        "document, org.yaml.snakeyaml..",
        "document system, com.fasterxml.jackson.dataformat..",
        "document, javax.xml..",
        "schema, org.pgcodekeeper..",
        "schema, org.antlr.."
    })
    void onlyOnePackageImportsALibrary(String owner, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(Stream.of(owner.split(" "))
                        .map(each -> ROOT + each + "..")
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void onlyScriptsAndTheirRunnerKnowFlyway() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "script..", ROOT + "engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.flywaydb..")
                .check(CLASSES);
    }

    @Test
    void embeddedPostgresIsStartedByEnvironmentAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "environment..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.zonky..")
                .check(CLASSES);
    }

    /** They are published for projects that have nothing of the service; their own tests are not. */
    @Test
    void fixturesKnowJUnitFlywayAndDriversAlone() {
        noClasses()
                .that()
                .haveNameNotMatching(".*((?<!Integration)Test|IT)(\\$.*)?|.*FixtureRuns")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage(
                        ROOT + "fixtures",
                        "java..",
                        "javax.sql",
                        "org.junit.jupiter.api..",
                        "org.junit.platform.commons..",
                        "org.flywaydb..",
                        "org.postgresql..",
                        "org.jspecify..",
                        "io.zonky..",
                        "io.vertx..",
                        "io.quarkus.test.common..")))
                .check(new ClassFileImporter().importPackages(ROOT + "fixtures"));
    }

    static Stream<PackageMap.Room> packages() {
        return PackageMap.packages().stream();
    }

    static Stream<PackageMap.Room> subPackages() {
        return PackageMap.subPackages().stream();
    }

    /** {@code text} is for all of them. */
    @ParameterizedTest
    @MethodSource("packages")
    void packagesImportWhatTheMapAllows(PackageMap.Room room) {
        var permitted = resideInAnyPackage(ROOT + room.name() + "..", ROOT + "text..");
        for (String each : room.others()) {
            permitted = permitted.or(resideInAPackage(ROOT + each + ".."));
        }
        noClasses()
                .that()
                .resideInAPackage(ROOT + room.name() + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.migrationcontrol..").and(not(permitted)))
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("subPackages")
    void aSubPackageIsImportedByItsOwnFeatureAndByWhomTheMapNames(PackageMap.Room room) {
        String feature = room.name().substring(0, room.name().indexOf('.'));
        var permitted = resideInAPackage(ROOT + feature + "..");
        for (String each : room.others()) {
            permitted = permitted.or(resideInAPackage(ROOT + each + ".."));
        }
        noClasses()
                .that(resideInAPackage("dev.migrationcontrol..").and(not(permitted)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + room.name())
                .check(CLASSES);
    }

    @Test
    void everyPackageIsOnTheMap() {
        Set<String> known = Stream.concat(packages(), subPackages())
                .map(PackageMap.Room::name)
                .collect(Collectors.toSet());
        assertThat(CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> name.startsWith(ROOT))
                        .map(name -> name.substring(ROOT.length())))
                .allSatisfy(name -> assertThat(known).contains(name));
    }

    @Test
    void packagesWithoutInputAndOutputArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "planner..", ROOT + "sql..", ROOT + "text..", ROOT + "finding..")
                .and()
                .haveSimpleNameNotEndingWith("Templates")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "javax.sql..",
                        "jakarta.inject..",
                        "jakarta.enterprise..")
                .check(CLASSES);
    }

    @Test
    void onlyProblemMapsExceptions() {
        methods()
                .that()
                .areAnnotatedWith(ServerExceptionMapper.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(ROOT + "problem..")
                .check(CLASSES);
    }

    @Test
    void everyEndpointSaysWhatItsCallerHasToBeAllowed() {
        methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .or()
                .areAnnotatedWith(DELETE.class)
                .should()
                .beAnnotatedWith(Requires.class)
                .orShould()
                .beAnnotatedWith("dev.migrationcontrol.access.ForEveryCaller")
                .orShould()
                .beAnnotatedWith("dev.migrationcontrol.access.Public")
                .check(CLASSES);
    }

    @Test
    void resourcesAreNamedSo() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .haveSimpleNameEndingWith("Resource")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils|Util|Data|Info)$")
                .check(CLASSES);
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..",
                        "..common..",
                        "..dto..",
                        "..service..",
                        "..model..",
                        "..impl..",
                        "..config..",
                        "..exceptions..")
                .check(CLASSES);
    }

    /**
     * Whoever says the name of a migration system is its importer, its recogniser or its tool; everyone else asks for what
     * is true of it.
     */
    @Test
    void onlyDataImportersRecognisersAndToolsNameMigrationSystems() throws IOException {
        Pattern literal = Pattern.compile("\"("
                + MigrationSystems.all().stream()
                        .map(MigrationSystem::id)
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|"))
                + ")\"");
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(
                                    file -> !file.toString()
                                            .matches(
                                                    ".*/(system|conversion/importer)/.*|.*(Tool|Output|Scripts|Sql)\\.java|.*/OperationFiles\\.java"))
                            .flatMap(file -> lines(file)
                                    .filter(line -> !line.contains("examples ="))
                                    .filter(line -> literal.matcher(line).find())
                                    .filter(line ->
                                            !OTHER_MEANINGS.matcher(line).find())
                                    .map(line -> file.getFileName() + ": " + line.strip())))
                    .isEmpty();
        }
    }

    /** An ending of files, the beginning of a placeholder, the engine that ran a script, a directory, an interpreter. */
    private static final Pattern OTHER_MEANINGS = Pattern.compile(
            "\"swift\", \"prisma\",|\"bun\", SCRIPT|put\\(\"flyway\" \\+|\"runner\", \"flyway\"|\"db/migrations\","
                    + " \"flyway\"");

    private static Stream<String> lines(java.nio.file.Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
