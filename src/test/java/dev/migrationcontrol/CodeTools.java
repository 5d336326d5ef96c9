package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real Alembic and Django, where some Python of this machine has them, as programs that the service under test may be
 * configured with. A folder with a file {@code behaviour} gets what a tool should not do instead.
 */
public final class CodeTools {
    /** The database that Django's tool brings along. */
    public static final String THROW_AWAY = "throwaway";

    private static final String NEEDED = "import alembic, django, psycopg2";
    private static final Path FOLDER = Path.of("target", "test-tools").toAbsolutePath();

    private CodeTools() {}

    /**
     * Skips a test where the tools are missing. Under {@code CI=true} they have to be there, unless whoever prepared the
     * machine says that they could not be had.
     */
    public static void require() {
        requirePython(NEEDED, "alembic python3-django python3-psycopg2", "TESTS_WITHOUT_CODE_TOOLS");
    }

    /**
     * The interpreter of this machine that can import something. Without one a test is skipped, or fails, in the same way.
     *
     * @param packages what to install on Debian
     * @param excuse the variable of whoever prepared the machine
     */
    public static String requirePython(String imports, String packages, String excuse) {
        Optional<String> python = python(imports);
        if (python.isPresent()) {
            return python.get();
        }
        String how = "No python3 can '" + imports + "'. On Debian and Ubuntu: apt-get install " + packages + ".";
        if ("true".equals(System.getenv("CI")) && !"true".equals(System.getenv(excuse))) {
            fail(how);
        }
        return abort(how);
    }

    /** An interpreter that has all of them: the distribution's, or one on the path. */
    public static Optional<String> python() {
        return python(NEEDED);
    }

    private static Optional<String> python(String imports) {
        return Stream.concat(
                        Stream.of("/usr/bin"),
                        Arrays.stream(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(":")))
                .map(folder -> Path.of(folder, "python3"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .distinct()
                .filter(python -> can(python, imports))
                .findFirst();
    }

    private static boolean can(String python, String imports) {
        try {
            Process process = new ProcessBuilder(python, "-c", imports)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Runs one of a project's own commands, on a database. */
    public static void run(Path project, String url, String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of(python().orElseThrow()), Arrays.stream(arguments))
                                    .toList())
                    .directory(project.toFile())
                    .redirectErrorStream(true);
            builder.environment().put("DATABASE_URL", url);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                fail(List.of(arguments) + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a tool left running in its folder. A tool in a namespace of its own does not know the numbers of processes. */
    public static Optional<ProcessHandle> sleeping(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info()
                        .command()
                        .filter(name -> name.endsWith("sleep"))
                        .isPresent())
                .filter(each -> isIn(each, folder))
                .findFirst();
    }

    private static boolean isIn(ProcessHandle process, Path folder) {
        try {
            return Path.of("/proc", Long.toString(process.pid()), "cwd")
                    .toRealPath()
                    .equals(folder.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    static Path alembic() {
        return program("alembic", """
                #!/bin/sh
                [ -f behaviour ] || exec %s -m alembic "$@"
                case $(cat behaviour) in
                hang) sleep 61 & echo $! > child; wait ;;
                flood) yes ;;
                escape) setsid env -i /bin/sh -c '(sleep 63 &)' & sleep 0.3; touch child; echo '-- nothing'; exit 0 ;;
                peek)
                    if cat /proc/[0-9]*/environ 2>/dev/null | tr '\\000' '\\n' | grep -qE '^(HOME|USER|JAVA_HOME|MAVEN[A-Z_]*)='; then
                        exit 5
                    fi; echo seen nothing >&2; exit 6 ;;
                line) head -c 16000 /dev/zero | tr '\\000' x >&2; exit 3 ;;
                memory) exec dd if=/dev/zero of=/dev/null bs=3000M count=1 ;;
                fail) echo "no postgresql://user:hidden@127.0.0.1/x for canary-secret" >&2; exit 3 ;;
                environment)
                    if env | grep -qvE '^(PATH|LANG|PYTHONDONTWRITEBYTECODE|MIGRATION_CONTROL_TOOL|PWD|OLDPWD|SHLVL|_)='; then
                        exit 4
                    fi ;;
                esac
                [ "$1" = upgrade ] && cat output.sql
                """.formatted(python().orElse("/usr/bin/python3")));
    }

    /** Prints, and then brings an emptied database to where the next one is printed; a file {@code plain} leaves that out. */
    static Path django(String url) {
        return program("django", """
                #!/bin/sh
                export DATABASE_URL='%1$s'
                [ -f plain ] && exec %2$s "$@"
                [ "$2" = showmigrations ] && %2$s -c 'import os, psycopg2
                with psycopg2.connect(os.environ["DATABASE_URL"]) as database:
                    database.cursor().execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC")'
                %2$s "$@" || exit
                if [ "$2" = sqlmigrate ] && [ "$5" != --backwards ]; then
                    %2$s manage.py migrate "$3" "$4" --verbosity 0 >&2
                fi
                """.formatted(url, python().orElse("/usr/bin/python3")));
    }

    private static Path program(String name, String text) {
        try {
            Files.createDirectories(FOLDER);
            Path program = FOLDER.resolve(name);
            Files.writeString(program, text);
            if (!program.toFile().setExecutable(true)) {
                throw new IllegalStateException("cannot make " + program + " executable");
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
