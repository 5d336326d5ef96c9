package dev.migrationcontrol;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String ROOT = "dev.migrationcontrol.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.migrationcontrol");

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "probe, io.vertx.pgclient..",
        "probe, io.vertx.sqlclient..",
        "operation, com.github.kagkarlsson..",
        "document, org.yaml.snakeyaml..",
        "document system, com.fasterxml.jackson.dataformat..",
        "document, javax.xml.."
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

    /** What each package of the map may import of the others; {@code text} is for all of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "document      | ",
                "finding       | ",
                "problem       | ",
                "sql           | ",
                "text          | ",
                "workspace     | ",
                "environment   | problem",
                "openapi       | problem",
                "system        | sql text",
                "gate          | environment problem",
                "script        | environment problem sql",
                "source        | system document finding problem text",
                "conversion    | script source environment finding problem text workspace",
                "engine        | script environment system sql",
                "control       | engine environment problem",
                "planner       | engine script environment sql",
                "probe         | engine script environment system sql",
                "scratch       | engine script environment",
                "journal       | control environment problem",
                "observability | control probe environment",
                "schema        | scratch environment text",
                "operation     | journal control engine environment problem text",
                "execution     | operation planner probe engine script environment problem",
                "status        | operation planner probe engine script environment system problem",
                "trial         | operation scratch conversion engine script source environment finding problem sql workspace",
                "webhook       | operation control environment problem",
                "audit         | trial operation control planner probe conversion engine script source environment system finding problem text workspace",
                "baseline      | execution operation planner engine script environment problem",
                "repair        | execution operation planner engine script environment problem",
                "rollback      | execution operation planner engine script environment problem",
                "upgrade       | execution operation planner engine script environment problem",
                "adoption      | audit execution operation schema scratch conversion engine script environment system finding problem sql"
            })
    void packagesImportWhatTheMapAllows(String owner, String allowed) {
        var permitted = resideInAnyPackage(ROOT + owner.strip() + "..", ROOT + "text..");
        for (String each : allowed == null ? new String[0] : allowed.strip().split(" ")) {
            permitted = permitted.or(resideInAPackage(ROOT + each + ".."));
        }
        var others = resideInAPackage("dev.migrationcontrol..").and(DescribedPredicate.not(permitted));
        noClasses()
                .that()
                .resideInAPackage(ROOT + owner.strip() + "..")
                .should()
                .dependOnClassesThat(others)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void planSqlAndTextArePure() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "planner..", ROOT + "sql..", ROOT + "text..")
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
}
