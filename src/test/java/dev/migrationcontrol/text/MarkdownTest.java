package dev.migrationcontrol.text;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "public.order_lines                ~ public.order_lines",
                "a_b__c                            ~ a_b__c",
                "__init__.py                       ~ \\_\\_init\\_\\_.py",
                "_a_ and a_ and _a                 ~ \\_a\\_ and a\\_ and \\_a",
                "**b** `c`                         ~ \\*\\*b\\*\\* \\`c\\`",
                "[l](http://e.vil)                 ~ \\[l\\](http://e.vil)",
                "a | b \\| c                       ~ a \\| b \\\\\\| c",
                "<script>                          ~ &lt;script>",
                "&lt;script&gt; &#60; a & b        ~ &amp;lt;script&amp;gt; &amp;#60; a & b",
                "# title                           ~ \\# title",
                "> quote -> arrow                  ~ \\> quote -> arrow",
                "- item                            ~ \\- item",
                "-1                                ~ -1"
            })
    void plainTextMeansNothing(String text, String escaped) {
        assertThat(Markdown.plain(text)).isEqualTo(escaped);
    }

    @Test
    void strikingOutMeansNothing() {
        assertThat(Markdown.plain("~~a~~")).isEqualTo("\\~\\~a\\~\\~");
    }

    @Test
    void textStaysOnOneLineAndReadsInOneDirection() {
        String text = "a\r\n\tb\u0007\u0085c\u2028d\u202Ee\u2066f\u0000";
        assertThat(Markdown.plain(text)).isEqualTo("a b c d e f");
        assertThat(Markdown.code(text)).isEqualTo("`a b c d e f`");
    }

    @Test
    void codeCannotLeaveItsSpanOrCell() {
        assertThat(Markdown.code("a`b|c")).isEqualTo("`a'b\\|c`");
        assertThat(Markdown.code(" \n")).isEmpty();
    }

    @Test
    void longTextsTakeNoLongTime() {
        String text = "_".repeat(300_000) + "a" + "_".repeat(300_000) + "&".repeat(300_000);
        assertTimeoutPreemptively(ofSeconds(10), () -> Markdown.plain(text));
    }
}
