package io.modelgovernance.samples.quickstart;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.audit.AuditVerifier;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** docs/audit.md: proofs that need no trust. */
public final class AuditExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        // snippet: audit
        var signer = Ed25519Signer.generate("bank-1");
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .signer(signer)
                .build()) {
            Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
            var audit = governance.audit();
            var kept = audit.checkpoint(); // give it to somebody else

            Scene.promoted(governance, Scene.modelFile(directory, "0 0.0004"));
            var now = audit.checkpoint();
            System.out.println("entry 3 is in the log: " + Proofs.holds(audit.prove(3, now.size()), now.root()));
            System.out.println("the log only grew: "
                    + Proofs.holds(audit.proveGrowth(kept.size(), now.size()), kept.root(), now.root()));

            var export = Files.createDirectory(directory.resolve("export"));
            audit.export(export);
            AuditVerifier.verify(export, "bank-1", signer.publicKey()); // needs no database
            var entries = export.resolve("entries.jsonl");
            Files.writeString(
                    entries, Files.readString(entries, StandardCharsets.UTF_8).replace("\"ben\"", "\"bob\""));
            try {
                AuditVerifier.verify(export, "bank-1", signer.publicKey());
            } catch (InvalidInputException e) {
                System.out.println("the changed copy is found out");
            }
        }
        // end
    }
}
