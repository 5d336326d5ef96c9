package dev.migrationcontrol.console;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The form that this request sent, for the page that shows it again where the API refuses what it asks for. */
@RequestScoped
class KeptForm {
    private @Nullable Form form;
    private @Nullable BiFunction<Form, Answer, String> page;

    /**
     * Reads a form, and keeps it.
     *
     * @param again the page of the form, with what was sent and the problem
     */
    Form keep(MultivaluedMap<String, String> sent, BiFunction<Form, Answer, String> again) {
        Form read = Form.of(sent);
        this.form = read;
        this.page = again;
        return read;
    }

    /** The page of the form; null where there is none. */
    @Nullable
    String again(Answer problem) {
        Form sent = form;
        BiFunction<Form, Answer, String> again = page;
        return sent == null || again == null ? null : again.apply(sent, problem);
    }
}
