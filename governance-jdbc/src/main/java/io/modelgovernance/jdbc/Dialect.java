package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What databases disagree on here: names of types, and how to read past a snapshot. */
enum Dialect {
    /** H2. */
    H2("varbinary(16777216)", "", "", 1),
    /** PostgreSQL; its text compares as the database's collation says, so ours says C. */
    POSTGRESQL("bytea", " collate \"C\"", "", 512),
    /** MariaDB; its other collations ignore case or a space at the end. */
    MARIADB("longblob", " character set ascii collate ascii_nopad_bin", " lock in share mode", 512);

    private final String bytes;
    private final String collation;
    private final String newest;
    private final int together;

    Dialect(String bytes, String collation, String newest, int together) {
        this.bytes = bytes;
        this.collation = collation;
        this.newest = newest;
        this.together = together;
    }

    /**
     * How many values one statement asks for in a list. H2 uses an index for a list of values only if the column is the
     * index's first; it runs in the process, where a statement more costs little.
     */
    int together() {
        return together;
    }

    /**
     * What ends a select that must see what others have committed. MariaDB's plain selects see the moment of the
     * transaction's first one, which in a joined transaction may be long before the head was locked; the others notice
     * that when they lock it.
     */
    String newest() {
        return newest;
    }

    static Dialect of(Connection connection) throws SQLException {
        return of(connection.getMetaData().getDatabaseProductName());
    }

    static Dialect of(String product) {
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            default -> throw InvalidInputException.of("database product", "is " + product, "H2, PostgreSQL or MariaDB");
        };
    }

    /** Where one recursive statement is better than one statement a step. */
    boolean recursive() {
        return this == POSTGRESQL;
    }

    /** Whether a statement takes a list of any length as one value, and may change more than one table. */
    boolean arrays() {
        return this == POSTGRESQL;
    }

    /** Whether a list that is bound as one value can be joined like a table. */
    boolean lists() {
        return this != MARIADB;
    }

    /** Whether one who waits for a lock waits for as long as it takes, unless he is told otherwise. */
    boolean patient() {
        return this == POSTGRESQL;
    }

    /**
     * What ends a subquery that is to be asked row by row. PostgreSQL would join what it thinks to be little, and here its
     * guess is off by the thousand; the others have no such word and no such habit.
     */
    String alone() {
        return this == POSTGRESQL ? " offset 0" : "";
    }

    /** What makes text of a statement's own compare as the stored one does. */
    String collation() {
        return collation;
    }

    String render(String sql) {
        return sql.replace("${bytes}", bytes)
                .replace("${living}", this == POSTGRESQL ? " where" + Sql.LIVING : "")
                .replaceAll("\\$\\{where (\\w+)}", this == POSTGRESQL ? " where $1 is not null" : "")
                .replaceAll("\\$\\{key (\\w+)}", this == POSTGRESQL ? "" : ", $1")
                .replaceAll("\\$\\{include (\\w+)}", this == POSTGRESQL ? " include ($1)" : "")
                .replaceAll("varchar\\((\\d+)\\)", "varchar($1)" + collation);
    }
}
