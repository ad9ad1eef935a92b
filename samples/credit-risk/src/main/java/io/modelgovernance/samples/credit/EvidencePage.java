package io.modelgovernance.samples.credit;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the evidence page of a version. */
final class EvidencePage {
    private EvidencePage() {}

    static Path write(Governance governance, Desk desk, VersionId version, List<Decision> declined) throws IOException {
        Path page = desk.home().resolve("evidence.html");
        Files.writeString(
                page,
                io.modelgovernance.core.evidence.ModelEvidence.page(governance, version, declined),
                StandardCharsets.UTF_8);
        return page;
    }
}
