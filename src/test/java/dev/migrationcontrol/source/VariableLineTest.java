package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line does with each of the names in it. */
class VariableLineTest {
    private static List<String> kinds(String file, String line) {
        SourceFile source = new SourceFile(file, line.length());
        VariableLine context = new VariableLine(source, FileRole.of(source), new SourceText(line, false, false), 1);
        return context.names().stream()
                .flatMap(name -> context.kind(name).map(kind -> name + " " + kind).stream())
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a.py | getenv('A_DB_URL', 'B_DB_URL') | A_DB_URL READS, B_DB_URL READS",
                "a.py | u = environ.get(\"A_DB_URL\", environ.get(\"B_DB_URL\")) | A_DB_URL READS, B_DB_URL READS",
                "a.py | os.environ['A_DB_URL'] = os.environ['B_DB_URL'] | A_DB_URL SETS, B_DB_URL READS",
                "a.py | os.environ['A_DB_URL'] == 'x' | A_DB_URL READS",
                "a.py | settings = {'A_DB_URL': x, 'B_DB_URL': y} | A_DB_URL READS, B_DB_URL READS",
                "a.py | # os.environ['A_DB_URL'] | ",
                "a.py | class A_DB_URL(Base): | ",
                "a.py | x = A_DB_URL | ",
                "a.js | const { A_DB_URL, B_DB_HOST: host } = process.env; | A_DB_URL READS, B_DB_HOST READS",
                "a.js | process.env.A_DB_URL ??= process.env.B_DB_URL | A_DB_URL SETS, B_DB_URL READS",
                "a.js | const s = `${A_DB_URL}`; | ",
                "a.rb | ENV['A_DB_URL'] = 'x' | A_DB_URL SETS",
                "a.go | os.Setenv(\"A_DB_URL\", os.Getenv(\"B_DB_URL\")) | A_DB_URL SETS, B_DB_URL READS",
                "a.rs | std::env::set_var(\"A_DB_URL\", env!(\"B_DB_URL\")) | A_DB_URL SETS, B_DB_URL READS",
                "a.sh | A_DB_URL=x B_DB_URL=$C_DB_URL run | A_DB_URL SETS, B_DB_URL SETS, C_DB_URL READS",
                "a.sh | A_DB_URL=${A_DB_URL:-x} | A_DB_URL SETS",
                "Makefile | A_DB_URL ?= $(B_DB_URL) | A_DB_URL SETS, B_DB_URL READS",
                "Dockerfile | ENV A_DB_URL=x B_DB_URL=$C_DB_URL | A_DB_URL SETS, B_DB_URL SETS, C_DB_URL SETS",
                "run/Dockerfile | RUN --env A_DB_URL=x -e B_DB_URL=y | A_DB_URL SETS, B_DB_URL SETS",
                ".env.example | # A_DB_URL=x | A_DB_URL DOCUMENTS",
                ".env | export A_DB_URL=$B_DB_URL | A_DB_URL SETS, B_DB_URL READS",
                "a.yaml | - A_DB_URL=${B_DB_URL} | A_DB_URL SETS, B_DB_URL READS",
                "a.yaml | A_DB_URL: ${{ env.B_DB_URL }} | A_DB_URL SETS, B_DB_URL READS",
                "a.yaml | key: A_DB_URL | ",
                "a.properties | A_DB_URL= | A_DB_URL SETS",
                "a.toml | A_DB_URL = \"{{ Env.B_DB_URL }}\" | A_DB_URL SETS, B_DB_URL READS",
                "a.md | A_DB_URL and B_DB_URL | A_DB_URL DOCUMENTS, B_DB_URL DOCUMENTS",
                "a.py | os.environ['A_DB_URLS'] or os.environ['XA_DB_URL'] # A_DB_URL | A_DB_URLS READS, XA_DB_URL READS"
            })
    void eachNameIsJudgedByWhatIsAroundIt(String file, String line, String kinds) {
        assertThat(kinds(file, line))
                .containsExactlyElementsOf(
                        kinds == null ? List.of() : Arrays.asList(kinds.strip().split(", ")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A_DB_URL=x             | SETS  | true",
                "A_DB_URL == x          | SETS  | false",
                "A_DB_URL=x run         | SETS  | false",
                "A_DB_URL=x$A_DB_URL    | SETS  | false",
                "~  A_DB_URL=x~         | SETS  | true",
                "run $A_DB_URL          | READS | true",
                "run ${A_DB_URL:-x}     | READS | false",
                "# A_DB_URL=x           | SETS  | false"
            })
    void scriptsHaveNamesOfTheirOwn(String line, VariableUse.Kind kind, boolean local) {
        SourceFile file = new SourceFile("a.sh", 1);
        VariableLine context = new VariableLine(file, FileRole.SCRIPT, new SourceText(line, false, false), 1);
        assertThat(context.isLocal("A_DB_URL", kind)).isEqualTo(local);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A_DB_URL: https://x/y | https://x/y",
                "env['A_DB_URL'] = x  | x",
                "XA_DB_URL; A_DB_URL=x | x",
                "A_DB_URLS=x | ",
                "A_DB_URL | "
            })
    void theValueIsWhatFollowsTheName(String line, String value) {
        VariableLine context =
                new VariableLine(new SourceFile("a.yml", 1), FileRole.OTHER, new SourceText(line, false, false), 1);
        assertThat(context.value("A_DB_URL").orElse(null)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A_DB_URL=",
                "$A_DB_URL",
                "env(\"A_DB_URL\",",
                "getenv",
                "{A_DB_URL}=process.env;",
                "ENV A_DB_URL ",
                "A",
                "\"A_DB_URL\",",
                " ",
                "{{",
                "A_DB_URL "
            })
    @Timeout(60)
    void hostileLinesAreReadInTime(String filler) {
        String line = filler.repeat(2000 / filler.length());
        for (String file : List.of("a.py", "a.sh", "a.yaml", "a.json", "Dockerfile", ".env", "a.properties")) {
            for (int i = 0; i < 20; i++) {
                assertThat(Stream.of(kinds(file, line))).isNotNull();
            }
        }
    }
}
