package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    private static List<String> lines(String text) {
        return SqlText.of(text, 2, "hit").stream()
                .map(each -> each.css() + "|" + each.html().getValue())
                .toList();
    }

    @Test
    void keywordsStringsAndCommentsAreMarkedAndALineToo() {
        assertThat(lines("CREATE TABLE t (a text); -- why\r\nSELECT 'x', \"select\" FROM t;\n"))
                .containsExactly(
                        "|<b>CREATE</b> <b>TABLE</b> t (a text); <i>-- why</i>",
                        "hit|<b>SELECT</b> <em>'x'</em>, \"select\" <b>FROM</b> t;");
    }

    @Test
    void whatHasSeveralLinesIsMarkedInEach() {
        assertThat(lines("/* a\n<b> */ DO $$ BEGIN\nEND $$"))
                .containsExactly(
                        "|<i>/* a</i>", "hit|<i>&lt;b&gt; */</i> <b>DO</b> <em>$$ BEGIN</em>", "|<em>END $$</em>");
    }

    @Test
    void nothingOfAScriptIsMarkup() {
        assertThat(lines("SELECT '<script>&amp;' <> \"</pre>\""))
                .containsExactly("|<b>SELECT</b> <em>'&lt;script&gt;&amp;amp;'</em> &lt;&gt; \"&lt;/pre&gt;\"");
    }

    @Test
    void textThatNeverEndsIsShownAsFarAsThereIsRoom() {
        assertThat(SqlText.of("SELECT '" + "x\n".repeat(10_000), 0, "")).hasSize(4_000);
        assertThat(SqlText.of("", 0, "")).hasSize(1);
    }
}
