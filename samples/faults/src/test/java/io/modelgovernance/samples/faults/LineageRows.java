package io.modelgovernance.samples.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows as the store would have written them, made inside the database: a million edges by acts would take longer than
 * what is measured. Node i has up to three parents, each by a step of its own back into the lower numbers.
 *
 * @param series a table of the numbers 1 to n, with the column i; {@code @} is n
 * @param bytes makes bytes of a text
 * @param hash makes a hash in hexadecimal of a text
 * @param ascii what makes text columns compare as ASCII
 * @param settled what the database does by itself some time after rows were written
 * @param bare what takes away indexes, which are quicker made of all rows than row by row
 * @param indexed what makes them again
 */
record LineageRows(
        String series,
        String bytes,
        String hash,
        String ascii,
        String settled,
        List<String> bare,
        List<String> indexed) {
    private static final String NOW = Long.toString(Long.MAX_VALUE);
    private static final String VERSION = "credit-risk:1";
    private static final String STREAM = "decision/credit-risk";
    private static final int SEALED = 10_000;

    static LineageRows postgres() {
        return new LineageRows(
                "(select i::bigint i from generate_series(1, @) i) s",
                "convert_to(%s, 'UTF8')",
                "encode(sha256(convert_to(%s, 'UTF8')), 'hex')",
                " collate \"C\"",
                "vacuum analyze",
                List.of(
                        "drop index gov_record_current",
                        "drop index gov_record_from",
                        "drop index gov_record_to",
                        "drop index gov_term_current",
                        "drop index gov_term_record",
                        "alter table gov_record drop constraint gov_record_pkey",
                        "alter table gov_term drop constraint gov_term_pkey"),
                List.of(
                        "set maintenance_work_mem = '500MB'",
                        "alter table gov_record add primary key (ledger, kind, scope, id, valid_from)",
                        "alter table gov_term add primary key (ledger, kind, name, term, scope, id, valid_from)",
                        "create index gov_record_current on gov_record (ledger, kind, valid_to, scope, id)"
                                + " where valid_to = " + NOW,
                        "create index gov_record_from on gov_record (link_from, ledger, kind, valid_to, valid_from, link_to)"
                                + " include (link_note) where link_from is not null",
                        "create index gov_record_to on gov_record (link_to, ledger, kind, valid_to, valid_from, link_from)"
                                + " include (link_note) where link_to is not null",
                        "create index gov_term_current on gov_term (ledger, kind, name, term, valid_to, scope, id)"
                                + " include (valid_from) where valid_to = " + NOW,
                        "create index gov_term_record on gov_term (ledger, kind, scope, id, valid_from, name, term,"
                                + " valid_to)"));
    }

    static LineageRows h2() {
        return new LineageRows(
                "(select x i from system_range(1, @)) s",
                "stringtoutf8(%s)",
                "lower(rawtohex(hash('SHA256', stringtoutf8(%s))))",
                "",
                "analyze",
                List.of(),
                List.of());
    }

    List<String> graph(int nodes) {
        List<String> sql = new ArrayList<>(bare);
        sql.add("create table made (src varchar(160)" + ascii + " not null, dst varchar(160)" + ascii + " not null)");
        for (int step = 0; step < 3; step++) {
            long factor = new long[] {7_919, 104_729, 1_299_709}[step];
            sql.add("insert into made select distinct 'dataset/n' || mod(mod(i * " + factor + " + " + step
                    + ", 1000003), i), 'dataset/n' || i from " + series.replace("@", Integer.toString(nodes - 1)));
        }
        sql.add("create table unique_edge as select distinct src, dst from made");
        String id = String.format(hash, "src || '>feeds>' || dst");
        String body = "'{\"at\":\"1970-01-01T00:00:00Z\",\"confidence\":\"DECLARED\",\"from\":{\"id\":\"' ||"
                + " substring(src from 9) || '\",\"kind\":\"dataset\"},\"producer\":\"ana\",\"role\":\"feeds\",\"to\":{\"id\":\"'"
                + " || substring(dst from 9) || '\",\"kind\":\"dataset\"},\"transformation\":null}'";
        sql.add(
                "insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body, link_from, link_to, link_note) select"
                        + " 'main', 'declared/' || dst, 'edge', " + id + ", 1, " + NOW + ", "
                        + String.format(bytes, body)
                        + ", src, dst, 'DECLARED|0|0|feeds|ana' from unique_edge");
        for (String end : List.of("from", "to")) {
            sql.add(
                    "insert into gov_term (ledger, kind, name, term, scope, id, valid_from, valid_to) select 'main', 'edge',"
                            + " '" + end + "', " + (end.equals("from") ? "src" : "dst") + ", 'declared/' || dst, " + id
                            + ", 1, "
                            + NOW + " from unique_edge");
        }
        for (String hand : HandWrittenLineage.TABLE) {
            sql.add(String.format(hand, ascii, "src, dst, 'feeds', 'ana', 0, 'DECLARED'", "unique_edge"));
        }
        sql.addAll(indexed);
        sql.add("update gov_log set position = 1 where ledger = 'main'");
        sql.add(settled);
        return sql;
    }

    /** Decisions of one writer, sealed in batches, of which a tenth is another version's. */
    List<String> decisions(int decisions) {
        String zeros = "sha256:" + "0".repeat(64);
        String body =
                ("'{'alias':'champion','at':'1970-01-01T00:00:00Z','breaches':[],'caller':'desk','correlation':'',"
                                + "'declineFrom':0.5,'deployment':'','drifted':false,'explanation':null,'fallback':'',"
                                + "'high':'NaN','id':'@id@','input':'" + zeros + "','inputs':{},'kind':'SERVED',"
                                + "'latencyMicros':3,'low':'NaN','manifest':'" + zeros + "','noticeDueAt':null,"
                                + "'outcome':'APPROVE','permittedAt':1,'policy':'1','purpose':'','reasons':[],"
                                + "'referFrom':0.5,'retention':'','salt':'00','schema':'" + zeros + "','score':0.25,"
                                + "'subject':'','version':'@version@'}'")
                        .replace("'", "\"")
                        .replace("@id@", "' || i || '")
                        .replace(
                                "@version@",
                                "' || (case when mod(i, 10) = 0 then 'credit-risk:2' else '" + VERSION + "' end) || '");
        body = "'" + body.substring(1, body.length() - 1) + "'";
        int all = decisions / 9 * 10 + decisions % 9;
        String batches = series.replace("@", Integer.toString((all + SEALED - 1) / SEALED));
        String to = "(case when i * " + SEALED + " < " + all + " then i * " + SEALED + " else " + all + " end)";
        String from = "((i - 1) * " + SEALED + " + 1)";
        String many = "(" + to + " - " + from + " + 1)";
        String others = "(" + to + " / 10 - (" + from + " - 1) / 10)";
        String note = "'{\"from\":' || " + from + " || ',\"stream\":\"" + STREAM + "\",\"to\":' || " + to
                + " || ',\"versions\":{\"" + VERSION + "\":' || (" + many + " - " + others
                + ") || ',\"credit-risk:2\":' || " + others + " || '},\"writer\":\"w1\"}'";
        String scope = "'sealed/" + STREAM + "/w1'";
        String key = "lpad(cast(" + to + " as varchar(19)), 19, '0')";
        List<String> sql = new ArrayList<>();
        sql.add("insert into gov_observation select 'main', '" + STREAM + "', 'w1', i, 'd' || i, 0, "
                + String.format(bytes, body) + " from " + series.replace("@", Integer.toString(all)));
        sql.add("insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body) select 'main', " + scope
                + ", 'decided', " + key + ", 1, " + NOW + ", " + String.format(bytes, note) + " from " + batches);
        for (String version : List.of(VERSION, "credit-risk:2")) {
            sql.add("insert into gov_term (ledger, kind, name, term, scope, id, valid_from, valid_to) select 'main',"
                    + " 'decided', 'version', '" + version + "', " + scope + ", " + key + ", 1, " + NOW + " from "
                    + batches);
        }
        sql.add("insert into gov_record (ledger, scope, kind, id, valid_from, valid_to, body) values ('main', " + scope
                + ", 'sealed', 'w1', 1, " + NOW + ", " + String.format(bytes, "'{\"sealedUpTo\":" + all + "}'") + ")");
        sql.add(settled);
        return sql;
    }
}
