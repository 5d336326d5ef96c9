package dev.migrationcontrol.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.text.SourceText;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose program a variable is set for, in compose files, charts and pipelines. */
class ImageOwnerTest {
    @TempDir
    Path directory;

    private static Map<Integer, String> images(String text) {
        Map<Integer, String> images = new TreeMap<>();
        ImageOwner.images(new SourceText(text, false, false))
                .forEach((line, image) -> images.put(line, image.orElse("-")));
        return images;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "services:\\n  a:\\n    image: x/y:1\\n    environment:\\n      A: 1 | x/y:1",
                "services:\\n  a:\\n    environment:\\n    - B=1\\n    - A=1\\n    image: 'x/y' | x/y",
                "services:\\n  a: {image: x/y,\\n    environment: {\\n    B: 1,\\n     A: 1}} | x/y",
                "services:\\n  a:\\n    build: .\\n    environment:\\n      A: 1\\n    image: x/y | -",
                "services:\\n  a:\\n    image: x/y # environment:\\n    environment: # image: z\\n      \"A\": 1 | x/y",
                "x-env: &e\\n\\n\\n\\n  A: 1\\nservices:\\n  a: {image: x/y, environment: *e}\\n  b: {build: ., environment: *e} | -",
                "spec:\\n  containers:\\n  - name: a\\n    env:\\n    - name: A\\n      value: 1\\n    image: x/y | x/y",
                "containers:\\n{{- if .Values.a }}\\n- image: \"{{ .Values.image.repository }}:{{ .Values.tag }}\"\\n  env:\\n  - name: A\\n{{- end }}\\n  x: {{ y }} | {{ .Values.image.repository }}:{{ .Values.tag }}"
            })
    void theImageOfALineIsThatOfItsContainer(String text, String image) {
        assertThat(images(text.replace("\\n", "\n"))).containsEntry(5, image);
    }

    @Test
    void linesOutsideOfAnEnvironmentHaveNone() {
        assertThat(images("services:\n  a:\n    image: x/y\n    labels:\n      A: 1\nenv:\n  A: 1\n"))
                .isEmpty();
        assertThat(images("image: {repository: x}\nenv:\n  A: 1\n")).isEmpty();
    }

    @Test
    void theWordsOfABuildFileAreTheProjectsOwn() {
        ImageOwner owner = new ImageOwner();
        owner.named(new SourceText("<project><artifactId>shop-parent</artifactId></project>", false, false));
        owner.named(new SourceText("module example.com/billing/v2\n", false, false));
        assertThat(owner.isForeign("registry.example.com/team/shop-web:1.2")).isFalse();
        assertThat(owner.isForeign("ghcr.io/billing:latest")).isFalse();
        assertThat(owner.isForeign("bitnami/postgresql:16")).isTrue();
        assertThat(owner.isForeign("{{ .Values.image.repository }}:{{ .Values.image.tag }}"))
                .isFalse();
    }
}
