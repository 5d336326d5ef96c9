package dev.migrationcontrol.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution's Chromium. What pages write to its console is collected, a refusal of the policy included. */
final class Browser implements AutoCloseable {
    private static final Path PICTURES = Path.of("target", "console");
    private static final String EVERY_RULE =
            "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";
    private static final String COLOURS = "{ type: 'rule', values: ['color-contrast'] }";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final String service;
    private final List<String> messages = new ArrayList<>();

    private Browser(String executable, String service) {
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(executable))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
        this.service = service;
    }

    /**
     * Skips the tests where there is no browser. Under {@code CI=true} it has to be there, unless whoever prepared the
     * machine says that it could not be had.
     */
    static Browser require(String service) {
        Optional<String> executable = executable();
        if (executable.isEmpty()) {
            String how =
                    "There is no Chromium. On Debian and Ubuntu: apt-get install chromium; or set CHROMIUM to one.";
            if ("true".equals(System.getenv("CI")) && !"true".equals(System.getenv("TESTS_WITHOUT_CHROMIUM"))) {
                fail(how);
            }
            abort(how);
        }
        return new Browser(executable.orElseThrow(), service);
    }

    private static Optional<String> executable() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        Stream<Path> found = Stream.concat(Stream.of("/usr/bin"), Arrays.stream(path.split(":")))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")).map(Path::of), found)
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** A page of its own, as another person has it. */
    Page page(boolean scripts) {
        BrowserContext context = browser.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(service)
                .setJavaScriptEnabled(scripts)
                .setLocale("en-GB")
                .setTimezoneId("Pacific/Auckland")
                .setViewportSize(1440, 1000));
        Page page = context.newPage();
        page.onConsoleMessage(message -> messages.add(message.type() + ": " + message.text()));
        page.onPageError(error -> messages.add("error: " + error));
        return page;
    }

    /** What the pages wrote to the console of the browser since the last question. */
    List<String> takeMessages() {
        List<String> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    /** Looks at a page in light and dark and on a phone: no finding of axe, nothing wider than the screen. */
    void inspect(Page page, String name) {
        page.evaluate(AxeBuilder.getAxeScript());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            picture(page, name + "-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
            // In the dark only the colours are others.
            assertThat(findings(page, scheme == ColorScheme.LIGHT ? EVERY_RULE : COLOURS))
                    .as(name + " " + scheme)
                    .isEmpty();
        }
        page.setViewportSize(390, 844);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(name + " on a phone")
                .isLessThanOrEqualTo(390);
        picture(page, name + "-phone");
        page.setViewportSize(1440, 1000);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    /**
     * What axe finds, each with some of its places. It is called as the page stands, not by its builder, which loads it
     * anew and opens a second page for each question: that took most of the time of these tests.
     */
    private static List<?> findings(Page page, String rules) {
        return (List<?>) page.evaluate("axe.run({ resultTypes: ['violations'], runOnly: " + rules + " }).then(found =>"
                + " found.violations.map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html)))");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
