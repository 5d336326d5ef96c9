package dev.migrationcontrol.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructuredTextTest {
    private static String shown(Node node) {
        String inner = node.members().map(StructuredTextTest::shown).collect(Collectors.joining(" "));
        return node.name()
                + (node.value().isBlank() ? "" : "=" + node.value().strip())
                + (inner.isEmpty() ? "" : "(" + inner + ")");
    }

    private static String read(String extension, String text) {
        StructuredText read = StructuredText.of(extension, text);
        assertThat(read.fault()).isZero();
        return read.root().members().map(StructuredTextTest::shown).collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "xml  | <a><b id='1' c=\"x\"/></a>                       | a(b(id=1 c=x))",
                "xml  | <n:a xmlns:n='urn:x'><n:b n:id='1'/></n:a>      | a(b(id=1))",
                "xml  | <a><!-- <b id='1'/> --><b id='2'/></a>          | a(b(id=2))",
                "xml  | <a><![CDATA[<b id='1'/>]]></a>                  | a=<b id='1'/>",
                "xml  | <a>1 &lt; &#50;</a>                             | a=1 < 2",
                "xml  | <!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a'><a/>  | a",
                "json | {\"a\": [{\"b\": 1}, {\"b\": true}], \"c\": \"x\"} | a(b=1 b=true) c=x",
                "json | [{\"a\": {}}, {\"a\": null}]                    | a a=null",
                "yaml | a: [{b: 1}, {b: 'x', \"c\": y}]                 | a(b=1 b=x c=y)",
                "yaml | {a: {b: 1}} # {c: 2}                            | a(b=1)",
                "toml | a = {b = 1, c = \"x\"} # d = 2                  | a(b=1 c=x)",
                "toml | a.b = 'x'                                       | a(b=x)"
            })
    void spellingsOfOneDocumentAreRead(String extension, String text, String expected) {
        assertThat(read(extension, text)).isEqualTo(expected);
    }

    @Test
    void anchorsAndMergesOfYamlAreRepeated() {
        assertThat(read("yaml", "base: &b {x: 1, y: 2}\none: *b\ntwo:\n  <<: *b\n  y: 3\n"))
                .isEqualTo("base(x=1 y=2) one(x=1 y=2) two(y=3 x=1)");
        assertThat(read("yaml", "a: &l [1]\n<<: [{b: 1}, {b: 2, c: 3}]\n? [x, y]\n: z\n&k d: *k\n"))
                .isEqualTo("a d=d b=1 c=3");
    }

    @Test
    void allDocumentsOfAYamlStreamAreRead() {
        assertThat(read("yaml", "---\na: 1\n---\nb: 2\n...\n")).isEqualTo("a=1 b=2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xml  | <a>\\n\\n  <b\\n    id='1'\\n  >x</b></a>          | 3",
                "xml  | <a>text\\n<!-- x\\n --><c/>\\n<b/></a>            | 4",
                "json | {\"a\":\\n {\\n\"b\"\\n: 1}}                      | 4",
                "yaml | 'a:\\n- c\\n- b:\\n    1'                         | 3",
                "toml | x = 1\\n[[a]]\\nc = 1\\n[[a]]\\nb = 1             | 4"
            })
    void linesAreThoseOfTheText(String extension, String text, int line) {
        Node root = StructuredText.of(extension, text.replaceAll("^'|'$", "").replace("\\n", "\n"))
                .root();
        assertThat(root.all().filter(each -> each.name().equals("b")))
                .singleElement()
                .extracting(Node::line)
                .isEqualTo(line);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("xml", "<a><b id='1'/>\n<c></a>", 2, "b"),
                Arguments.of("xml", "<a><b/>\n&nbsp;</a>", 2, "b"),
                Arguments.of(
                        "xml", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a><b/>\n&x;</a>", 2, "b"),
                Arguments.of("xml", "", 1, ""),
                Arguments.of("xml", "b: 1", 1, ""),
                Arguments.of("json", "{\"b\": 1,\n\"c\" 2}", 2, "b"),
                Arguments.of("json", "{\"b\": 1,\n", 2, "b"),
                Arguments.of("yaml", "b: 1\nc: [\n", 3, "b"),
                Arguments.of("yaml", "b: 1\nc: {{ x }}: y\n", 2, "b"),
                Arguments.of("yaml", "b: 1\n\tc: 2\n", 2, "b"),
                Arguments.of("toml", "b = 1\nc = \n", 2, "b"),
                Arguments.of("toml", "[t]\nb = 1\n[t.u]\nc = = 2\nd = 3\n", 4, "b"),
                Arguments.of("toml", "b = 1\nc = [\n  1,\n  2,\nd = 3\n", 5, "b"),
                Arguments.of("toml", "b = 1\n[x]\nc = 2\n[x]\n", 4, "b"),
                Arguments.of("toml", "b = 1\nb = 2", 2, "b"),
                Arguments.of("toml", "b = 1\n!!! c\n", 2, "b"),
                Arguments.of("toml", "= 1", 1, ""));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatIsNotWellFormedEndsTheReadingAtItsLine(String extension, String text, int line, String kept) {
        StructuredText read = StructuredText.of(extension, text);
        assertThat(read.fault()).isEqualTo(line);
        assertThat(read.isBroken()).isTrue();
        assertThat(read.root().all().map(Node::name)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "json", "yaml", "toml"})
    void depthIsBounded(String extension) {
        for (int depth : List.of(100, 10_000, 300_000)) {
            String text = switch (extension) {
                case "xml" -> "<a>".repeat(depth) + "</a>".repeat(depth);
                case "json" -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
                case "yaml" -> "[".repeat(depth) + "]".repeat(depth);
                default -> "a.".repeat(depth) + "a = 1";
            };
            assertThat(StructuredText.of(extension, text).isBroken()).isEqualTo(depth > 1000);
        }
        assertThat(StructuredText.of("toml", "a = " + "[".repeat(100_000)).isBroken())
                .isTrue();
        assertThat(StructuredText.of("yaml", "- ".repeat(100_000)).isBroken()).isTrue();
    }

    @Test
    void referencesThatGrowWithoutEndAreBounded() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        StructuredText read = StructuredText.of("yaml", laughs.toString());
        assertThat(read.fault()).isEqualTo(6);
        assertThat(read.root().all().count()).isLessThanOrEqualTo(NodeBuilder.MOST + 20);
        StructuredText itself = StructuredText.of("yaml", "a: &a [b, *a]\nc: *a\n");
        assertThat(itself.root().all().count()).isLessThan(20);
        String xml = "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
        assertThat(StructuredText.of("xml", xml).isBroken()).isTrue();
    }

    @Test
    void lengthIsBounded() {
        String most = " ".repeat(StructuredText.LONGEST - 4) + "<a/>";
        assertThat(StructuredText.of("xml", most).isBroken()).isFalse();
        for (String extension : List.of("xml", "json", "yaml", "toml")) {
            assertThat(StructuredText.of(extension, most + " ").fault()).isEqualTo(1);
        }
        assertThat(StructuredText.of("toml", "#".repeat(TomlReader.LONGEST)).isBroken())
                .isFalse();
        assertThat(StructuredText.of("toml", "#".repeat(TomlReader.LONGEST + 1)).isBroken())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "json", "yaml"})
    void nodesAreBounded(String extension) {
        for (int more : List.of(-10, 10)) {
            int count = NodeBuilder.MOST + more;
            String text = switch (extension) {
                case "xml" -> "<a>" + "<b/>".repeat(count) + "</a>";
                case "json" -> "[" + "1,".repeat(count) + "1]";
                default -> "- \n".repeat(count);
            };
            assertThat(StructuredText.of(extension, text).isBroken()).isEqualTo(more > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\n",
                "a",
                "\"",
                "'",
                "[",
                "{",
                "<",
                "<a ",
                "<a>",
                "&",
                "*a ",
                "&a ",
                "- ",
                "? ",
                ": ",
                "a: ",
                "a = ",
                "|\n ",
                "[[a]]\n",
                "# \n",
                "<!--",
                "<![CDATA[",
                "<?a ",
                "{\"a\":",
                "1,",
                "\\u0000",
                "!!a ",
                "%a ",
                "--- \n",
                "<<: ",
                "\t"
            })
    void nothingHostileTakesLong(String filler) {
        String text = filler.repeat(200_000 / filler.length());
        for (String extension : List.of("xml", "json", "yaml", "toml")) {
            for (String start : List.of("", extension.equals("xml") ? "<a>" : "a = ", "a: ", "{\"a\":")) {
                Assertions.assertTimeout(
                        Duration.ofSeconds(20), () -> StructuredText.of(extension, start + text), extension);
            }
        }
    }
}
