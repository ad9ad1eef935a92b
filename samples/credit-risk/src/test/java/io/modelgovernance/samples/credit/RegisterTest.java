package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample's model in the inventory: its class by data, its use beside what it is approved for, and what is due. */
class RegisterTest {
    @TempDir
    Path directory;

    @Test
    void declaresAndLooks() throws IOException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8));
        Desk desk = Desk.at(directory);
        try (Governance governance =
                GovernanceEngine.builder().store(desk.store("governance")).build()) {
            Path file = Files.writeString(directory.resolve("model.json"), "{}");
            VersionId version = governance
                    .registry()
                    .register(Roles.ANA, Roles.MODEL, Candidate.of(file), CreditData.SCHEMA)
                    .id();
            Register register = new Register(governance, narrator);
            register.declare();
            register.declare();
            register.look(version);
            assertEquals(
                    "Annex III 5(b)",
                    governance
                            .inventory()
                            .entry(Roles.MODEL, AsOf.now())
                            .orElseThrow()
                            .classifications()
                            .get(0)
                            .provision());
        }
        String text = told.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("Class under eu-ai-act: high-risk, Annex III 5(b)."), text);
        assertTrue(text.contains("consumer-credit: APPROVED, 0 decisions"), text);
        assertTrue(text.contains("RATE: It was never rated and counts as tier 1."), text);
    }
}
