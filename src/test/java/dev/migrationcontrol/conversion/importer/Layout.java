package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.adoption.Step;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.text.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Writes the story as one system wants it; the first file has carriage returns, the third a byte order mark. */
public enum Layout {
    GOLANG_MIGRATE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            file(folder, n, number(n) + "_" + step.file() + ".up.sql", Step.sql(step.up()));
            if (step.down() != null) {
                file(folder, n, number(n) + "_" + step.file() + ".down.sql", Step.sql(step.down()));
            }
        }
    },
    SQLX(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String mark = step.outside() ? "-- no-transaction\n" : "";
            file(folder, n, number(n) + "_" + step.file() + ".up.sql", mark + Step.sql(step.up()));
            if (step.down() != null) {
                file(folder, n, number(n) + "_" + step.file() + ".down.sql", mark + Step.sql(step.down()));
            }
        }
    },
    DBMATE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String option = step.outside() ? " transaction:false" : "";
            String down = step.down() == null ? "" : "\n-- migrate:down" + option + "\n" + Step.sql(step.down());
            file(
                    folder,
                    n,
                    number(n) + "_" + step.file() + ".sql",
                    "-- migrate:up" + option + "\n" + Step.sql(step.up()) + down);
        }
    },
    GOOSE(false) {
        @Override
        public void write(Path folder, int n, Step step) {
            String mark = step.outside() ? "-- +goose NO TRANSACTION\n" : "";
            String up = Step.sql(step.up())
                    .replace(
                            Step.FUNCTION + ";",
                            "-- +goose StatementBegin\n" + Step.FUNCTION + ";\n-- +goose StatementEnd");
            String down = step.down() == null ? "" : "-- +goose Down\n" + Step.sql(step.down());
            file(folder, n, number(n) + "_" + step.file() + ".sql", mark + "-- +goose Up\n" + up + down);
        }
    },
    SQL_MIGRATE(false) {
        @Override
        public void write(Path folder, int n, Step step) {
            String option = step.outside() ? " notransaction" : "";
            String up = Step.sql(step.up())
                    .replace(
                            Step.FUNCTION + ";",
                            "-- +migrate StatementBegin\n" + Step.FUNCTION + ";\n-- +migrate StatementEnd");
            String down = step.down() == null ? "" : "-- +migrate Down" + option + "\n" + Step.sql(step.down());
            file(folder, n, n + "-" + step.file() + ".sql", "-- +migrate Up" + option + "\n" + up + down);
        }
    },
    DIESEL(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String directory = "2024-01-0" + n + "-000000_" + step.file() + "/";
            file(folder, n, directory + "up.sql", Step.sql(step.up()));
            if (step.down() != null) {
                file(folder, n, directory + "down.sql", Step.sql(step.down()));
            }
            if (step.outside()) {
                file(folder, 0, directory + "metadata.toml", "run_in_transaction = false\n");
            }
        }
    },
    PRISMA(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            file(folder, 0, "migration_lock.toml", "provider = \"postgresql\"\n");
            String directory = "2024010" + n + "000000_" + step.file() + "/";
            file(folder, n, directory + "migration.sql", Step.sql(step.up()));
            if (step.down() != null) {
                file(folder, n, directory + "down.sql", Step.sql(step.down()));
            }
        }
    },
    REFINERY(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String mark = step.outside() ? "-- +refinery NO TRANSACTION\n" : "";
            file(folder, n, (n == 4 ? "U" : "V") + n + "__" + step.file() + ".sql", mark + Step.sql(step.up()));
        }
    },
    SQITCH(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String plan = n == 1 ? "%syntax-version=1.0.0\n%project=story\n\n" : read(folder, "sqitch.plan");
            String needs = n == 2 ? " [notes]" : "";
            file(
                    folder,
                    0,
                    "sqitch.plan",
                    plan + step.file() + needs + " 2024-01-0" + n + "T00:00:00Z A B <a@b> # note\n");
            file(folder, 0, "sqitch.conf", "[core]\n\tengine = pg\n");
            file(folder, n, "deploy/" + step.file() + ".sql", psql(step.up(), step.outside()));
            if (step.down() != null) {
                file(folder, n, "revert/" + step.file() + ".sql", psql(step.down(), step.outside()));
            }
        }
    },
    NODE_PG_MIGRATE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String down = step.down() == null ? "" : "-- Down Migration\n" + Step.sql(step.down());
            String up = Step.sql(step.up()).replace("-- Down Migration, ", "");
            file(folder, n, "170000000000" + n + "_" + step.file() + ".sql", "-- Up Migration\n" + up + down);
        }
    },
    GRAPHILE_MIGRATE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String previous = n == 1 ? "-" : read(folder, "last");
            String body = lineEnds(n, (step.outside() ? "--! no-transaction\n" : "") + Step.sql(step.up()));
            String chain = ((n == 1 ? "" : previous) + "\n" + body).strip() + "\n";
            String hash = "sha1:" + Digests.hex("SHA-1", chain.getBytes(StandardCharsets.UTF_8));
            file(
                    folder,
                    0,
                    "committed/00000" + n + ".sql",
                    "--! Previous: " + previous + "\n--! Hash: " + hash + "\n\n" + body);
            file(folder, 0, "last", hash);
        }
    },
    DRIZZLE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String tag = String.format(Locale.ROOT, "%04d_%s", n - 1, step.file());
            String entry = "{\"idx\":" + (n - 1) + ",\"when\":1700000000000,\"tag\":\"" + tag + "\"}";
            String journal = n == 1 ? "" : read(folder, "meta/_journal.json").replace("]}", ",");
            String opening = n == 1 ? "{\"dialect\":\"postgresql\",\"entries\":[" : "";
            file(folder, 0, "meta/_journal.json", opening + journal + entry + "]}");
            file(folder, n, tag + ".sql", String.join("\n--> statement-breakpoint\n", step.up()));
        }
    },
    LIQUIBASE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String up = Step.sql(step.up());
            String attributes = step.outside() ? " runInTransaction:false" : "";
            if (step.up().contains(Step.FUNCTION)) {
                up = String.join("\n@@\n", step.up());
                attributes += " endDelimiter:@@ rollbackEndDelimiter:@@";
            }
            StringBuilder down = new StringBuilder();
            if (step.down() != null) {
                String end = step.up().contains(Step.FUNCTION) ? "@@" : ";";
                step.down()
                        .forEach(each -> down.append("--rollback ")
                                .append(each)
                                .append(end)
                                .append("\n"));
            }
            file(
                    folder,
                    n,
                    "changes/" + n + ".sql",
                    "--liquibase formatted sql\n\n--changeset someone:" + n + attributes + "\n" + up + "\n" + down);
        }
    },
    ATLAS(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            String mark = step.outside() ? "-- atlas:txmode none\n\n" : "";
            boolean delimited = step.up().contains(Step.FUNCTION);
            String up = delimited
                    ? "-- atlas:delimiter \\n--end\n\n" + String.join("\n--end", step.up())
                    : Step.sql(step.up());
            file(folder, delimited ? 0 : n, "2024010" + n + "_" + step.file() + ".sql", mark + up);
            StringBuilder sums = new StringBuilder("h1:all=\n");
            AtlasSums.of(Converting.open(folder))
                    .forEach((name, sum) ->
                            sums.append(name).append(" h1:").append(sum).append('\n'));
            file(folder, 0, "atlas.sum", sums.toString());
        }
    },
    SUPABASE(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            file(folder, 0, "config.toml", "project_id = \"story\"\n");
            file(folder, n, "migrations/2024010" + n + "000000_" + step.file() + ".sql", Step.sql(step.up()));
        }
    },
    MYBATIS(false) {
        @Override
        public void write(Path folder, int n, Step step) {
            String up = Step.sql(step.up())
                    .replace(Step.FUNCTION + ";", "-- @DELIMITER @@\n" + Step.FUNCTION + "\n@@\n-- @DELIMITER ;");
            String down = step.down() == null ? "" : "-- //@UNDO\n" + Step.sql(step.down());
            file(folder, 0, "environments/development.properties", "auto_commit=false\nchangelog=CHANGELOG\n");
            file(
                    folder,
                    n,
                    "scripts/2024010" + n + "000000_" + step.file() + ".sql",
                    "-- // " + step.name() + "\n" + up + down);
        }
    },
    CUSTOM(true) {
        @Override
        public void write(Path folder, int n, Step step) {
            file(folder, n, "V" + number(n) + "." + step.file() + ".up.sql", psql(step.up(), step.outside()));
            if (step.down() != null) {
                file(folder, n, "V" + number(n) + "." + step.file() + ".down.sql", Step.sql(step.down()));
            }
        }
    };

    private final boolean keepsCarriageReturns;

    Layout(boolean keepsCarriageReturns) {
        this.keepsCarriageReturns = keepsCarriageReturns;
    }

    public abstract void write(Path folder, int n, Step step);

    String system() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Systems without a way to run something outside of a transaction. */
    boolean alwaysInside() {
        return this == NODE_PG_MIGRATE || this == DRIZZLE || this == SUPABASE || this == MYBATIS;
    }

    boolean hasDowns() {
        return !List.of(REFINERY, GRAPHILE_MIGRATE, DRIZZLE, ATLAS, SUPABASE).contains(this);
    }

    List<Step> story() {
        return alwaysInside() ? Step.inside() : Step.STORY;
    }

    public Path write(Path folder) {
        for (int i = 0; i < story().size(); i++) {
            write(folder, i + 1, story().get(i));
        }
        return folder;
    }

    /** What the system itself would send of the statements of a step. */
    String sent(int n, List<String> statements) {
        String sql = Step.sql(statements);
        return keepsCarriageReturns && !(this == ATLAS && n == 1) ? lineEnds(n, sql) : sql;
    }

    private static String psql(List<String> statements, boolean outside) {
        return outside ? Step.sql(statements) : "BEGIN;\n" + Step.sql(statements) + "COMMIT;\n";
    }

    private static String number(int n) {
        return "00000" + n;
    }

    static String lineEnds(int n, String text) {
        return n == 1 ? text.replace("\n", "\r\n") : text;
    }

    public static void file(Path folder, int n, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, (n == 3 ? "\uFEFF" : "") + lineEnds(n, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path folder, String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
