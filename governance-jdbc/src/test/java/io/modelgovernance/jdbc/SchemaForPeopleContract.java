package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people who ask in SQL find, and what the database refuses them. Bodies are as the engine writes them. */
abstract class SchemaForPeopleContract {
    private static final Instant AT = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final String MODEL = "model/credit-risk";

    DataSource dataSource;

    abstract DataSource database();

    abstract String product();

    /** Another user of the same database; created by this. */
    abstract DataSource user(String name) throws SQLException;

    /** Whether the database itself refuses to change what was recorded. */
    abstract boolean guarded();

    @BeforeEach
    void write() {
        dataSource = database();
        JdbcSchema.install(dataSource);
        write(JdbcGovernanceStore.of(dataSource), 0);
    }

    private static void write(JdbcGovernanceStore store, long revision) {
        store.commit(
                act(
                        revision,
                        put(
                                "alias",
                                "champion",
                                "{'model':'credit-risk','movedAt':'2026-11-23T10:58:22Z','movedBy':'ben',"
                                        + "'name':'champion','revision':3,'version':'credit-risk:1'}"),
                        put(
                                "alias",
                                "challenger",
                                "{'model':'credit-risk','movedAt':'2026-11-23T10:58:23Z','movedBy':'ben',"
                                        + "'name':'challenger','revision':1,'version':'credit-risk:2'}"),
                        put("version", "00000001", "{'id':'credit-risk:1'}"),
                        put(
                                "listing",
                                "00000001",
                                "{'changedAt':'2026-11-23','changedBy':'cleo','label':null,"
                                        + "'stage':'production','status':'ACTIVE'}"),
                        put(
                                "finding",
                                "00000001",
                                "{'closure':null,'dueOn':'2026-12-23','id':'00000001','open':true,"
                                        + "'openedAt':'2026','openedBy':'ben','owner':'ana','severity':'HIGH',"
                                        + "'text':'a \\'quoted\\' back\\\\slash, ö','version':'credit-risk:2'}"),
                        put(
                                "assessment",
                                "00000001",
                                "{'assessedAt':'2026','assessedBy':'ana','rating':{'inherentBand':2,"
                                        + "'materialityBand':3,'provisional':false,'scheme':'mrm-default/1','tier':'TIER_2'},"
                                        + "'version':'credit-risk:1'}"),
                        put(
                                "drift.00000001",
                                "00000001",
                                "{'explanation':'DRIFT over 452 rows','rows':452,'verdict':'DRIFT'}"),
                        put(
                                "look.00000001",
                                "000001795392000",
                                "{'at':'2026-11-24T01:00:00Z','by':'job','definition':2,'features':[],'level':0.000137,"
                                        + "'rows':452,'verdict':'DRIFT','version':'credit-risk:1','window':"
                                        + "{'from':'2026-11-23T00:00:00Z','to':'2026-11-24T00:00:00Z'},'writers':3}"),
                        put(
                                "outcomes.00000001",
                                "00000001",
                                "{'auc':{'high':0.75,'known':true,'level':0.95,'low':0.5,'method':'DeLong','n':90,'value':0.625},"
                                        + "'calibrationError':{'high':0.0,'known':false,'level':1.0,'low':0.0,"
                                        + "'method':'no probabilities','n':90,'value':0.0},"
                                        + "'coverage':{'high':0.0,'known':false,'level':1.0,'low':0.0,'method':'no intervals',"
                                        + "'n':0,'value':0.0},'decisions':100,'known':90,"
                                        + "'observedAt':'2026-11-24T01:00:00Z','observedBy':'cleo','promised':0.0,"
                                        + "'unmatched':3,'version':'credit-risk:1','window':"
                                        + "{'from':'2026-10-01T00:00:00Z','to':'2026-11-01T00:00:00Z'}}"),
                        put(
                                "alert",
                                "00000001",
                                "{'feature':'income','first':{'from':'2026-11-23T00:00:00Z'},'kind':'QUALITY','last':"
                                        + "{'from':'2026-11-24T00:00:00Z'},'rule':'missing','stability':0.5,'state':'OPEN',"
                                        + "'version':'credit-risk:1','windows':2}"),
                        put(
                                "edge",
                                "0c12",
                                "{'at':'2026','confidence':'OBSERVED','from':{'id':'credit-risk:2','kind':'model'},"
                                        + "'producer':'cleo','role':'deployed-as','to':{'id':'loan-desk','kind':'deployment'}}")));
        store.append(List.of(new Observation(
                "decision/credit-risk",
                "w",
                revision + 1,
                "w-" + revision,
                AT,
                json(
                        "{'alias':'champion','caller':'loan-desk','outcome':'APPROVE','policy':'bank/1','purpose':'credit',"
                                + "'reasons':['R03'],'score':0.125,'version':'credit-risk:2'}"))));
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Put put(String kind, String id, String body) {
        return Put.of(new RecordKey(MODEL, kind, id), json(body), List.of());
    }

    private static ChangeSet act(long revision, Put... puts) {
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(
                json("{'actor':'ana','actorKind':'HUMAN','reason':'why','subject':'credit-risk','type':'ALIAS_MOVED'}"),
                new byte[] {2},
                new byte[] {3});
        return new ChangeSet(UUID.randomUUID(), Map.of(MODEL, revision), List.of(puts), AT, sealer);
    }

    private static List<String> ask(DataSource who, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = who.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    cells.add(row.getString(i));
                }
                rows.add(String.join("|", cells.stream().map(String::valueOf).toList()));
            }
        }
        return rows;
    }

    private List<String> ask(String sql) throws SQLException {
        return ask(dataSource, sql);
    }

    @Test
    void theChampionIsFoundAndTheOtherAliasesToo() throws SQLException {
        assertEquals(
                List.of("main|credit-risk|credit-risk:1|ben|2026-11-23T10:58:22Z|1"),
                ask("select * from gov_champions"));
        assertEquals(
                List.of("challenger|credit-risk:2", "champion|credit-risk:1"),
                ask("select alias, version from gov_aliases order by alias"));
    }

    @Test
    void onlyWhatIsCurrentIsShownAndTheOldIsInTheRecords() throws SQLException {
        JdbcGovernanceStore.of(dataSource).commit(act(1, put("alias", "champion", "{'version':'credit-risk:2'}")));
        assertEquals(List.of("credit-risk:2|2"), ask("select version, position from gov_champions"));
        assertEquals(
                List.of("1|2", "2|9223372036854775807"),
                ask("select valid_from, valid_to from gov_records where kind = 'alias' and id = 'champion'"
                        + " order by valid_from"));
    }

    @Test
    void textComesWithoutItsQuotesAndEscapes() throws SQLException {
        assertEquals(
                List.of("HIGH|true|ana|null|a \"quoted\" back\\slash, ö"),
                ask("select severity, is_open, owner, closure, finding from gov_findings where model = 'credit-risk'"));
    }

    @Test
    void decisionsHaveTheirTimeInUtcAndTheirScoreAsANumber() throws SQLException {
        String sql = "select model, cast(decided_utc as char(26)), outcome, version, score * 8, caller"
                + " from gov_decisions where score > 0.1";
        List<String> found = ask(sql);
        assertEquals(1, found.size());
        assertTrue(
                found.get(0).startsWith("credit-risk|2026-11-23 12:00:00.123456|APPROVE|credit-risk:2|1"),
                found::toString);
    }

    @Test
    void actsVersionsRatingsDriftAndLineageAreThere() throws SQLException {
        assertEquals(
                List.of("1|ALIAS_MOVED|ana|HUMAN|credit-risk|why"),
                ask("select position, type, actor, actor_kind, subject, reason from gov_acts"));
        assertEquals(
                List.of("credit-risk:1|production|ACTIVE|cleo"),
                ask("select version, stage, status, changed_by from gov_versions"));
        assertEquals(
                List.of("credit-risk:1|TIER_2|false"), ask("select version, tier, provisional from gov_risk_ratings"));
        assertEquals(
                List.of("00000001|DRIFT|DRIFT over 452 rows"),
                ask("select version_number, verdict, explanation from gov_drift_reports"));
        assertEquals(
                List.of("credit-risk:1|2026-11-23T00:00:00Z|DRIFT"),
                ask("select version, window_from, verdict from gov_windows where writers = 3 and row_count = 452"));
        assertEquals(
                List.of("credit-risk:1|QUALITY|missing|income|OPEN|2026-11-24T00:00:00Z"),
                ask("select version, alert_kind, rule_name, feature, state, last_window from gov_alerts"));
        assertEquals(
                List.of("credit-risk:1|2026-10-01T00:00:00Z|cleo|null|null"),
                ask("select version, window_from, observed_by, calibration_error, coverage from gov_outcomes"
                        + " where decisions = 100 and known_count = 90 and unmatched = 3 and promised = 0"
                        + " and auc = 0.625 and auc_low = 0.5 and auc_high = 0.75"));
        assertEquals(
                List.of("credit-risk:2|deployed-as|loan-desk"), ask("select from_id, role, to_id from gov_lineage"));
    }

    @Test
    void everyViewAnswers() throws SQLException {
        for (String view : Ddl.views()) {
            assertTrue(ask("select * from " + view).size() < 99, view);
        }
        assertEquals(17, Ddl.views().size());
    }

    @Test
    void theApplicationWorksWithTheLeastRightsAndCannotChangeHistory() throws SQLException {
        DataSource application = user("gov_application");
        DataSource reader = user("gov_reader");
        for (String grant :
                JdbcSchema.grants(product(), "gov_application", "gov_reader").split(";\n", -1)) {
            if (!grant.isBlank()) {
                Databases.execute(dataSource, grant);
            }
        }
        JdbcGovernanceStore store = JdbcGovernanceStore.of(application);
        write(store, 1);
        assertEquals(2, store.head().position());
        try (Connection connection = application.getConnection()) {
            connection.setAutoCommit(false);
            store.joining(connection).commit(act(2, put("alias", "champion", "{}")));
            connection.commit();
        }
        for (String change : List.of(
                "update gov_journal set recorded_at = 0",
                "delete from gov_journal",
                "delete from gov_record",
                "update gov_observation set at_micros = 0",
                "delete from gov_observation",
                "drop table gov_journal",
                "delete from gov_schema")) {
            assertThrows(SQLException.class, () -> Databases.execute(application, change), change);
            assertThrows(SQLException.class, () -> Databases.execute(reader, change), change);
        }
        assertEquals(List.of("3"), ask(reader, "select count(*) from gov_acts"));
        assertThrows(SQLException.class, () -> ask(reader, "select * from gov_journal"));
        assertEquals(3, store.journal(0, 9).size());
    }

    @Test
    void evenTheOwnerIsRefusedToChangeAJournalEntry() throws SQLException {
        for (String change : List.of(
                "update gov_journal set recorded_at = 0",
                "delete from gov_journal",
                "update gov_observation set at_micros = 0")) {
            if (guarded()) {
                SQLException refused =
                        assertThrows(SQLException.class, () -> Databases.execute(dataSource, change), change);
                assertTrue(refused.getMessage().contains("never changed"), refused::getMessage);
            } else {
                Databases.execute(dataSource, change);
            }
        }
        assertEquals(
                guarded() ? 1 : 0,
                JdbcGovernanceStore.of(dataSource).journal(0, 9).size());
    }

    @Test
    void anOddUserNameIsRefused() {
        for (String name : List.of("", "a b", "x;drop table y", "Ana", "1a")) {
            assertThrows(InvalidInputException.class, () -> JdbcSchema.grants(product(), name, "reader"));
            assertThrows(InvalidInputException.class, () -> JdbcSchema.grants(product(), "application", name));
        }
    }
}
