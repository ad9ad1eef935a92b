package io.modelgovernance.jdbc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How each database reads stored JSON and stored microseconds. In a template, <code>${text r.body rating.tier}</code> is
 * a string field, <code>raw</code> any other as it is written, <code>number</code> a number, <code>body</code> all of
 * it as text, <code>utc</code> a column of microseconds as a timestamp without a zone.
 */
final class JsonSql {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(text|raw|number|body|utc) ([a-z._]+) ?([A-Za-z.]*)}");

    private JsonSql() {}

    static String render(Dialect dialect, String template) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(expression(
                        dialect,
                        place.group(1),
                        place.group(2),
                        List.of(place.group(3).split("\\.", -1)))));
    }

    private static String expression(Dialect dialect, String what, String column, List<String> path) {
        return switch (what) {
            case "utc" -> utc(dialect, column);
            case "body" -> body(dialect, column);
            case "number" -> "cast(" + raw(dialect, column, path) + " as " + number(dialect) + ")";
            case "raw" -> raw(dialect, column, path);
            default -> text(dialect, column, path);
        };
    }

    private static String utc(Dialect dialect, String column) {
        return switch (dialect) {
            case H2 -> "dateadd(microsecond, " + column + ", timestamp '1970-01-01 00:00:00')";
            case POSTGRESQL -> "timestamp '1970-01-01 00:00:00' + " + column + " * interval '1 microsecond'";
            case MARIADB -> "timestampadd(microsecond, " + column + ", timestamp'1970-01-01 00:00:00')";
        };
    }

    private static String body(Dialect dialect, String column) {
        return switch (dialect) {
            case H2 -> "utf8tostring(" + column + ")";
            case POSTGRESQL -> "convert_from(" + column + ", 'UTF8')";
            case MARIADB -> "convert(" + column + " using utf8mb4)";
        };
    }

    private static String number(Dialect dialect) {
        return dialect == Dialect.MARIADB ? "double" : "double precision";
    }

    /** H2 leaves a string in its quotes: those come off, and its two common escapes. */
    private static String text(Dialect dialect, String column, List<String> path) {
        String raw = raw(dialect, column, path);
        return dialect == Dialect.H2
                ? "replace(replace(substring(" + raw + ", 2, char_length(" + raw
                        + ") - 2), '\\\"', '\"'), '\\\\', '\\')"
                : raw;
    }

    /** A JSON null is a null. */
    private static String raw(Dialect dialect, String column, List<String> path) {
        return switch (dialect) {
            case H2 ->
                "nullif(cast((cast(" + column + " as json)).\"" + String.join("\".\"", path)
                        + "\" as varchar), 'null')";
            case POSTGRESQL -> "(" + body(dialect, column) + "::jsonb #>> '{" + String.join(",", path) + "}')";
            case MARIADB ->
                "nullif(json_unquote(json_extract(" + body(dialect, column) + ", '$." + String.join(".", path)
                        + "')), 'null')";
        };
    }
}
