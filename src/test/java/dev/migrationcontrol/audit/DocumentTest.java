package dev.migrationcontrol.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.audit.database.SampleDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The documents for people, held by files; {@code -Ddocuments.update} writes them anew. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DocumentTest {
    private static final Path EXPECTED = Path.of("src", "test", "resources", "documents");
    private static final String HOSTILE =
            " | x\r\n# y\n\n<script>z</script> `c` [l](http://e.vil) ![i](x) *b* _u_ ~~d~~ &lt; \u202E\u2028\u0007 \\";

    /** A document, rendered of a sample. */
    enum Document {
        AUDIT,
        PLAN,
        DATABASE;

        String of(SampleReports sample) {
            TreeAuditReport tree = sample.tree(sample.systems("alembic", "goose", "custom"));
            return switch (this) {
                case AUDIT -> TreeAuditDocument.of(tree);
                case PLAN -> TreePlanDocument.of(tree, sample.diffs());
                case DATABASE -> new SampleDatabase(sample.odd(), sample.many()).document(sample.findings());
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsAsExpected(Document document) throws IOException {
        String text = document.of(new SampleReports("", 2));
        Path file = EXPECTED.resolve(document.name().toLowerCase(Locale.ROOT) + ".md");
        if (System.getProperty("documents.update") != null) {
            Files.createDirectories(EXPECTED);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource
    void hostileNamesStayInTheirPlaces(Document document) {
        int columns = 0;
        String fence = "";
        for (String line : document.of(new SampleReports(HOSTILE, 6)).split("\n", -1)) {
            boolean diff = fence.isEmpty() && line.matches("`{3,}diff");
            if (diff || !fence.isEmpty()) {
                // Nothing within a block of code means anything, and only its own end ends it.
                fence = diff ? line.replace("diff", "") : line.equals(fence) ? "" : fence;
                assertThat(line).doesNotContainPattern("[\\p{Cc}\\u202E\\u2028]");
                continue;
            }
            columns = line.startsWith("|") ? columns == 0 ? cells(line) : columns : 0;
            assertThat(cells(line)).as(line).isEqualTo(columns);
            assertThat(line).doesNotStartWith("# y").doesNotStartWith("<script");
            if (!line.startsWith("   ") && !line.startsWith("```")) {
                assertThat(line.replaceAll("`[^`]*`", "").replaceAll("\\\\.", ""))
                        .doesNotContainPattern("<script|\\[l]|\\[i]|`|~|\\*b|&lt; |[\\p{Cc}\\u202E\\u2028]");
            }
        }
        assertThat(fence).isEmpty();
    }

    private static int cells(String line) {
        return line.startsWith("|") ? line.replaceAll("\\\\.", "").split("\\|", -1).length : 0;
    }

    @Test
    void tablesAndListsAreBounded() {
        SampleReports sample = new SampleReports("", 450);
        TreeAuditReport tree = sample.tree(sample.systems("alembic", "goose"));
        assertThat(TreeAuditDocument.of(tree))
                .contains("`v399`", "… and 50 more; the JSON report has all of them.", "`h_9` and 440 more")
                .doesNotContain("| `v400` |");
        assertThat(TreePlanDocument.of(tree, sample.diffs())).contains("- [ ] … and 345 more; see MIGRATION_AUDIT.md.");
    }
}
