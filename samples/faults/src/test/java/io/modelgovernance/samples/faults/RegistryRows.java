package io.modelgovernance.samples.faults;

import java.util.List;
import java.util.Locale;

/**
 * Rows of a registry as the store would have written them, made inside PostgreSQL: a million versions by acts would take
 * longer than what is measured.
 */
final class RegistryRows {
    private static final String NOW = Long.toString(Long.MAX_VALUE);
    static final String MODEL = "credit-risk";
    static final int TEAMS = 1_000;

    private RegistryRows() {}

    /**
     * One model whose alias went to and fro between two versions, and their listings with it.
     *
     * @param moves how often, each an entry of the journal
     */
    static List<String> moves(int moves) {
        String lives = "select 'main', 'model/" + MODEL + "', '%s', '%s', i, case when i = " + moves + " then " + NOW
                + " else i + 1 end, convert_to(%s, 'UTF8') from generate_series(1, " + moves + ") i";
        String alias = "'{\"model\":\"" + MODEL + "\",\"movedAt\":\"2026-01-01T00:00:00Z\",\"movedBy\":\"cleo\","
                + "\"name\":\"champion\",\"revision\":' || i || ',\"version\":\"" + MODEL + ":' || 1 + i % 2 || '\"}'";
        return List.of(
                "insert into gov_record " + String.format(Locale.ROOT, lives, "alias", "champion", alias),
                "insert into gov_record "
                        + String.format(
                                Locale.ROOT,
                                lives,
                                "listing",
                                "00000001",
                                listing("1", "1", "0.8", "'team-1'", "1 + i % 2")),
                "insert into gov_record values ('main', 'model/" + MODEL + "', 'model', '" + MODEL + "', 1, " + NOW
                        + ", convert_to('{\"name\":\"" + MODEL
                        + "\",\"suspendedBy\":\"\",\"suspension\":null,\"versions\":2}', 'UTF8'))",
                "insert into gov_journal select 'main', i, gen_random_uuid()::text, i * 1000000::bigint, 'e', 'n'"
                        + " from generate_series(1, " + moves + ") i",
                "update gov_log set position = " + moves + " where ledger = 'main'",
                "analyze");
    }

    /**
     * Versions of models of a hundred each, of a thousand teams, with an AUC between 0.6 and 0.95; and beside them a
     * table made for nothing but these questions.
     *
     * @param versions how many
     */
    static List<String> versions(int versions) {
        String model = "'m' || lpad((i / 100)::text, 6, '0')";
        String number = "1 + i % 100";
        String id = "lpad((" + number + ")::text, 8, '0')";
        String team = "'team-' || abs(hashint4(i) % " + TEAMS + ")";
        String auc = "(0.6 + abs(hashint4(i + 7) % 350000) / 1000000.0)::float8";
        String stage = "case when i % 10 = 0 then 'production' else 'registered' end";
        String from = " from generate_series(0, " + versions + " - 1) i";
        String key = "'model/' || " + model + ", " + id + ", 1 + i / 1000, " + NOW;
        String rest = ", " + key + from;
        String term = "insert into gov_term select 'main', 'listing', ";
        return List.of(
                "drop index gov_term_current",
                "drop index gov_term_record",
                "insert into gov_record select 'main', 'model/' || " + model + ", 'listing', " + id + ", 1 + i / 1000, "
                        + NOW + ", convert_to(" + listing(model, number, auc, team, "0") + ", 'UTF8')" + from,
                term + "'tag.team', " + team + rest,
                term + "'stage', " + stage + rest,
                term + "'metric.auc', 'b' || substr(encode(float8send(" + auc + "), 'hex'), 2)" + rest,
                "create index gov_term_current on gov_term (ledger, kind, name, term, valid_to, scope, id) include (valid_from)"
                        + " where valid_to = " + NOW,
                "create index gov_term_record on gov_term (ledger, kind, scope, id, valid_from, name, term, valid_to)",
                "create table by_hand (model varchar(160) collate \"C\" not null, number integer not null,"
                        + " team varchar(160) collate \"C\" not null, stage varchar(40) collate \"C\" not null,"
                        + " auc float8 not null, body bytea not null, primary key (model, number))",
                "insert into by_hand select " + model + ", " + number + ", " + team + ", " + stage + ", " + auc
                        + ", convert_to(" + listing(model, number, auc, team, "0") + ", 'UTF8')" + from,
                "create index by_hand_team on by_hand (team, auc)",
                "create index by_hand_auc on by_hand (auc)",
                "vacuum analyze");
    }

    private static String listing(String model, String number, String auc, String team, String alias) {
        return "'{\"aliases\":[' || case when " + alias + " = " + number + " then '\"champion\"' else '' end || '],"
                + "\"attributes\":{},\"changedAt\":\"2026-01-01T00:00:00Z\",\"changedBy\":\"ana\",\"hold\":null,"
                + "\"label\":null,\"locked\":false,\"metrics\":{\"auc\":' || " + auc
                + " || '},\"purposes\":[\"consumer-credit\"],"
                + "\"registeredAt\":\"2026-01-01T00:00:00Z\",\"registeredBy\":\"ana\",\"stage\":\"' ||"
                + (model.equals("1")
                        ? " 'production'"
                        : " case when i % 10 = 0 then 'production' else 'registered' end")
                + " || '\",\"status\":\"ACTIVE\",\"tags\":{\"team\":\"' || " + team + " || '\"},\"version\":\"' || "
                + (model.equals("1") ? "'" + MODEL + "'" : model) + " || ':' || " + number + " || '\"}'";
    }
}
