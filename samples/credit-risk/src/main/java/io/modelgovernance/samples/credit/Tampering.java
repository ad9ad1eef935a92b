package io.modelgovernance.samples.credit;

import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.GovernanceEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Copies the database, changes one line of its journal with plain SQL, and lets verification find it. */
final class Tampering {
    private static final String COPY = "tampered";

    private Tampering() {}

    static void show(Governance governance, Desk desk, Checkpoint kept, Narrator narrator) throws IOException {
        Path backup = desk.home().resolve("backup.zip");
        try (Connection connection = desk.dataSource("governance").getConnection()) {
            try (PreparedStatement save = connection.prepareStatement("backup to ?")) {
                save.setString(1, backup.toString());
                save.execute();
            }
        } catch (SQLException e) {
            throw new IOException("The database must be copyable", e);
        }
        restore(backup, desk);
        int changed = forge(desk);
        try (Governance copy = GovernanceEngine.builder()
                .store(desk.store(COPY))
                .name("credit-bank")
                .signer(desk.signer())
                .build()) {
            AuditReport report = copy.audit().verify(kept);
            narrator.say("A copy in which " + changed + " entry says that Ana is Dan: "
                    + (report.intact()
                            ? "NOT CAUGHT"
                            : "caught. " + report.problems().get(0)));
        }
    }

    private static void restore(Path backup, Desk desk) throws IOException {
        Path copy = desk.home().resolve(COPY + ".mv.db");
        try (java.util.zip.ZipInputStream zip = new java.util.zip.ZipInputStream(Files.newInputStream(backup))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith("governance.mv.db")) {
                    Files.copy(zip, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.delete(backup);
    }

    private static int forge(Desk desk) throws IOException {
        String find = "select position, entry from gov_journal order by position";
        String forge = "update gov_journal set entry = ? where position = ?";
        try (Connection connection = desk.dataSource(COPY).getConnection();
                PreparedStatement select = connection.prepareStatement(find);
                PreparedStatement update = connection.prepareStatement(forge);
                var rows = select.executeQuery()) {
            while (rows.next()) {
                String entry = new String(rows.getBytes(2), java.nio.charset.StandardCharsets.UTF_8);
                if (entry.contains("\"actor\":\"ana\"")) {
                    update.setBytes(
                            1,
                            entry.replace("\"actor\":\"ana\"", "\"actor\":\"dan\"")
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    update.setLong(2, rows.getLong(1));
                    return update.executeUpdate();
                }
            }
            return 0;
        } catch (SQLException e) {
            throw new IOException("The copy must be writable", e);
        }
    }
}
