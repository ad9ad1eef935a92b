package io.modelgovernance.core.attest;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * States where a model version came from, in words that other tools verify: SLSA provenance v1 in an in-toto statement
 * in a DSSE envelope.
 *
 * <p>Files, run and inputs with their digests are signed in the open; the fields {@code actor}, {@code job},
 * {@code parameter/...}, {@code metric/...}, {@code environment/...} and {@code dataset/...} (source, licence, rows) are
 * signed as commitments and disclosed beside the envelope. Stateless and thread-safe.
 */
public final class ModelProvenance {
    private ModelProvenance() {}

    /**
     * Signs what is on record about a version.
     *
     * @param governance where it is recorded
     * @param id the version, made by a run that has ended
     * @param signer who vouches for it
     * @param random makes the salts
     * @return the signed statement, every field disclosed
     * @throws NotFoundException if there is no such version, or no run of it
     * @throws ConflictException if its run has not ended
     */
    public static SignedProvenance sign(Governance governance, VersionId id, Signer signer, SecureRandom random) {
        ModelVersion version = governance.registry().version(id);
        RunRecord run = version.run()
                .flatMap(governance.lineage()::run)
                .orElseThrow(
                        () -> new NotFoundException("run", "of " + id, "Maybe register what a recorded run produced."));
        String finished = run.finishedAt()
                .orElseThrow(() -> new ConflictException(
                        "run " + run.id(), "The run (" + run.id() + ") of " + id + " must have ended. Maybe close it."))
                .toString();
        List<SlsaProvenance.Dependency> dependencies = new ArrayList<>();
        Map<String, String> fields = fields(run);
        for (String input : run.inputs()) {
            DatasetVersion dataset = dataset(governance, Node.parse(input));
            dependencies.add(new SlsaProvenance.Dependency(
                    input, Map.of("sha256", dataset.digest().hex())));
            fields.put(input + "/source", dataset.source());
            fields.put(input + "/licence", dataset.licence());
            fields.put(input + "/rows", Long.toString(dataset.rows()));
        }
        run.code().ifPresent(code -> dependencies.add(code(code)));
        List<Disclosure> disclosures = fields.entrySet().stream()
                .map(field -> new Disclosure(salt(random), field.getKey(), field.getValue()))
                .toList();
        Map<String, String> commitments = new TreeMap<>();
        disclosures.forEach(one -> commitments.put(one.name(), one.commitment().hex()));
        SlsaProvenance statement = new SlsaProvenance(
                Statement.TYPE,
                version.manifest().artifacts().stream()
                        .map(file -> new Statement.Subject(
                                file.name(), Map.of("sha256", file.digest().hex())))
                        .toList(),
                SlsaProvenance.PREDICATE,
                new SlsaProvenance.Predicate(
                        new SlsaProvenance.Definition(
                                SlsaProvenance.BUILD,
                                new SlsaProvenance.Parameters(id.toString(), commitments),
                                dependencies),
                        new SlsaProvenance.Details(
                                new SlsaProvenance.Builder(SlsaProvenance.BUILDER),
                                new SlsaProvenance.Metadata(
                                        run.id(), run.startedAt().toString(), finished))));
        return new SignedProvenance(
                Envelope.sign(Statement.MEDIA_TYPE, RecordCodec.write(statement), signer), disclosures);
    }

    private static DatasetVersion dataset(Governance governance, Node input) {
        int colon = input.id().lastIndexOf(':');
        return governance
                .lineage()
                .dataset(input.id().substring(0, colon), input.id().substring(colon + 1))
                .orElseThrow(() -> new NotFoundException(
                        "dataset version", input.toString(), "Maybe record it with lineage().recordDataset."));
    }

    /** A Git commit is its own digest; any other label of code has none. */
    private static SlsaProvenance.Dependency code(String code) {
        boolean commit = code.matches("[0-9a-f]{40}|[0-9a-f]{64}");
        return new SlsaProvenance.Dependency(
                new Node(Node.CODE, code).toString(), commit ? Map.of("gitCommit", code) : Map.of());
    }

    private static Map<String, String> fields(RunRecord run) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("actor", run.actor());
        fields.put("job", run.name());
        run.parameters().forEach((name, value) -> fields.put("parameter/" + name, value));
        run.metrics().forEach((name, value) -> fields.put("metric/" + name, value.toString()));
        run.environment().forEach((name, value) -> fields.put("environment/" + name, value));
        return fields;
    }

    private static String salt(SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }
}
