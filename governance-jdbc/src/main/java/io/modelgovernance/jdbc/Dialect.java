package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The one thing databases disagree on here: what bytes and ASCII text compared byte by byte are called. */
enum Dialect {
    /** H2. */
    H2("varbinary(16777216)", ""),
    /** PostgreSQL; its text compares as the database's collation says, so ours says C. */
    POSTGRESQL("bytea", " collate \"C\""),
    /** MariaDB; its other collations ignore case or a space at the end. */
    MARIADB("longblob", " character set ascii collate ascii_nopad_bin");

    private final String bytes;
    private final String collation;

    Dialect(String bytes, String collation) {
        this.bytes = bytes;
        this.collation = collation;
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

    String render(String sql) {
        return sql.replace("${bytes}", bytes).replaceAll("varchar\\((\\d+)\\)", "varchar($1)" + collation);
    }
}
