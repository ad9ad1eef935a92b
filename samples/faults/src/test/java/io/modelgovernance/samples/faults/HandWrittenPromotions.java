package io.modelgovernance.samples.faults;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The deciding vote as somebody writes it by hand for PostgreSQL: evidence read, vote, stage and alias with their history, an
 * audit entry chained by its hash; one transaction, a statement for each. No policy, no search, no past of what was read.
 */
final class HandWrittenPromotions {
    private static final List<String> TABLES = List.of(
            "create table hand_model (model varchar(160) primary key, champion bigint not null, revision bigint not null)",
            "create table hand_alias_history (model varchar(160), revision bigint, version bigint not null,"
                    + " primary key (model, revision))",
            "create table hand_version (model varchar(160), version bigint, stage varchar(40) not null,"
                    + " primary key (model, version))",
            "create table hand_stage_history (model varchar(160), version bigint, stage varchar(40), act bigint not null,"
                    + " primary key (model, version, act))",
            "create table hand_evidence (model varchar(160), version bigint, kind varchar(40), passed boolean not null,"
                    + " body bytea not null, primary key (model, version, kind))",
            "create table hand_vote (model varchar(160), version bigint, voter varchar(40), primary key (model, version, voter))",
            "create table hand_audit (place bigint primary key, entry bytea not null, hash bytea not null)",
            "create table hand_head (id integer primary key, place bigint not null, hash bytea not null)",
            "insert into hand_head values (1, 0, '')");
    private static final List<String> EVIDENCE = List.of("assessment", "validation", "plan", "lineage", "request");

    private final DataSource source;

    HandWrittenPromotions(DataSource source) throws SQLException {
        this.source = source;
        try (Connection connection = source.getConnection()) {
            for (String table : TABLES) {
                set(connection, table);
            }
        }
    }

    /** Versions of models of their own, with their evidence. */
    List<String> ready(String prefix, int count) throws SQLException {
        List<String> models = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            for (int i = 0; i < count; i++) {
                String model = prefix + i;
                set(connection, "insert into hand_model values (?, 0, 0)", model);
                set(connection, "insert into hand_version values (?, 1, 'validated')", model);
                for (String kind : EVIDENCE) {
                    set(connection, "insert into hand_evidence values (?, 1, ?, true, ?)", model, kind, new byte[600]);
                }
                models.add(model);
            }
        }
        return models;
    }

    void promote(String model) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                inOne(connection, model);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void inOne(Connection connection, String model) throws SQLException {
        long revision = ask(connection, "select revision from hand_model where model = ? for update", model);
        long passed = ask(
                connection,
                "select count(*) from hand_evidence where model = ? and version = 1 and passed and length(body) > 0",
                model);
        long votes = ask(connection, "select count(*) from hand_vote where model = ? and version = 1", model);
        if (passed < EVIDENCE.size() || votes > 0) {
            throw new SQLException("Not to be promoted: " + model);
        }
        set(connection, "insert into hand_vote values (?, 1, 'ben')", model);
        set(connection, "update hand_version set stage = 'production' where model = ? and version = 1", model);
        set(connection, "update hand_model set champion = 1, revision = ? where model = ?", revision + 1, model);
        set(connection, "insert into hand_alias_history values (?, ?, 1)", model, revision + 1);
        long place;
        byte[] before;
        try (PreparedStatement select =
                        connection.prepareStatement("select place, hash from hand_head where id = 1 for update");
                ResultSet row = select.executeQuery()) {
            row.next();
            place = row.getLong(1) + 1;
            before = row.getBytes(2);
        }
        set(connection, "insert into hand_stage_history values (?, 1, 'production', ?)", model, place);
        byte[] entry = new byte[600];
        byte[] hash = hash(before, entry);
        set(connection, "insert into hand_audit values (?, ?, ?)", place, entry, hash);
        set(connection, "update hand_head set place = ?, hash = ? where id = 1", place, hash);
    }

    private static byte[] hash(byte[] before, byte[] entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(before);
            return digest.digest(entry);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long ask(Connection connection, String sql, String model) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, model);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static void set(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
