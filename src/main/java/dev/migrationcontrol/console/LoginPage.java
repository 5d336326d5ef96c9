package dev.migrationcontrol.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The ways to log in: at an issuer, or with a token. */
final class LoginPage {
    private static final Pattern OWN = Pattern.compile("/console(?:[/?][!-~]{0,2000})?");

    private LoginPage() {}

    /** A provider where people log in, and the address that begins it. */
    record Way(String name, String address) {}

    @CheckedTemplate(basePath = "console")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(Frame frame, List<Way> ways, String to, String wrong);

        static native TemplateInstance again(String to);
    }

    static String html(Frame frame, List<String> providers, String to, String wrong) {
        String query = "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        List<Way> ways = providers.stream()
                .map(each -> new Way(each, "/console/login/" + each + query))
                .toList();
        return Templates.login(frame, ways, to, wrong).render();
    }

    /** Asks for a page from the console itself, so that the browser sends its cookie. */
    static String again(String to) {
        return Templates.again(to).render();
    }

    /** Only pages of the console are led to. */
    static String own(@Nullable String to) {
        return to != null && OWN.matcher(to).matches() && !to.startsWith("/console/login") ? to : "/console";
    }
}
