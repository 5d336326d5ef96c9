package dev.migrationcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "architecture.md");
    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->";

    /** {@code -Darchitecture.update} writes the picture anew instead. */
    @Test
    void thePictureOfThePackagesIsWhatTheTestsHold() throws IOException {
        String document = Files.readString(DOCUMENT);
        String generated = PackageMap.picture() + "\n" + PackageMap.table();
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        if (System.getProperty("architecture.update") != null) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + generated + document.substring(end));
            return;
        }
        assertThat(document.substring(begin, end))
                .as("%s is stale: run the test with -Darchitecture.update and commit the result", DOCUMENT)
                .isEqualTo(generated);
    }
}
