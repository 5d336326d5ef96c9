package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CompactTest {
    @Test
    void stylesKeepWhatTheySay() {
        assertThat(Compact.of("a.css", """
                        /* one
                           comment */
                        :root { --a: light-dark(#fff, #000);  --b: "x y"; }
                        @media (max-width: 820px) {
                          .a > li, .b :hover { margin: 0 -.6rem; width: calc(1rem + 2px); }
                        }
                        """))
                .isEqualTo(":root{--a:light-dark(#fff,#000);--b:\"x y\"}"
                        + "@media (max-width:820px){.a>li,.b :hover{margin:0 -.6rem;width:calc(1rem + 2px)}}");
    }

    @Test
    void scriptsLoseWholeLinesOnly() {
        assertThat(Compact.of("a.js", "// why\nif (a) {\n  open(\"https://b\"); // here\n\n}\n"))
                .isEqualTo("if (a) {\nopen(\"https://b\"); // here\n}");
        assertThat(Compact.of("a.svg", "<svg>\n  <!-- -->\n")).isEqualTo("<svg>\n  <!-- -->\n");
    }
}
