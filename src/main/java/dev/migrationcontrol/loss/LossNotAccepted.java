package dev.migrationcontrol.loss;

import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.problem.Refusal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rollback would destroy data that the request does not accept to lose. */
final class LossNotAccepted extends Refusal {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 20;

    LossNotAccepted(String environment, List<Loss> losses) {
        super(
                PlanResult.Obstacle.LOSS_NOT_ACCEPTED.slug(),
                409,
                PlanResult.Obstacle.LOSS_NOT_ACCEPTED.title(),
                detail(environment, losses));
        member("loss", losses);
    }

    static String detail(String environment, List<Loss> losses) {
        String shown = losses.stream()
                .limit(SHOWN)
                .map(each -> each.name() + " (" + rows(each) + ", by " + each.script()
                        + (each.line() == null ? "" : ", line " + each.line()) + ")")
                .collect(Collectors.joining(", "));
        String more = losses.size() > SHOWN ? " and " + (losses.size() - SHOWN) + " more" : "";
        String names = losses.stream()
                .limit(SHOWN)
                .map(each -> "\"" + each.name() + "\"")
                .distinct()
                .collect(Collectors.joining(","));
        return "On " + environment + " the rollback would destroy " + shown + more
                + ". Name what may be lost in the request, \"acceptLoss\":[" + names
                + "], or copy it first with \"keep\":\"archive\".";
    }

    private static String rows(Loss loss) {
        Long rows = loss.rows();
        return rows == null ? "nobody knows how many rows" : counted(rows, loss);
    }

    private static String counted(@Nullable Long rows, Loss loss) {
        String what = loss.column() == null ? "rows" : "values";
        return (loss.estimated() ? "about " : "") + rows + " " + what;
    }
}
