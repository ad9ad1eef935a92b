package io.modelgovernance.core.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.Replayed;
import io.modelgovernance.serving.ServingOptions;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes past decisions again over the registry's files. Thread-safe. */
public final class ReplayEngine implements Replay {
    private static final int SHOWN = 100;
    private static final double LEVEL = 0.95;
    private static final int LOADED_VERSIONS = 16;

    private final ModelRegistry registry;
    private final Ledger ledger;
    private final Policy policy;

    /**
     * Creates it.
     *
     * @param registry where versions and their files are
     * @param ledger where conditions of use and rules are
     * @param policy the policy in force
     */
    public ReplayEngine(ModelRegistry registry, Ledger ledger, Policy policy) {
        this.registry = registry;
        this.ledger = ledger;
        this.policy = policy;
    }

    @Override
    public Replayed again(Case past, ModelLoader loader, ServingOptions options) {
        return replayer(loader, options).again(past).replayed();
    }

    private SecondLook replayer(ModelLoader loader, ServingOptions options) {
        Cache<VersionId, LoadedVersion> loaded =
                Caffeine.newBuilder().maximumSize(LOADED_VERSIONS).build();
        Function<ModelVersion, LoadedVersion> load = version -> java.util.Objects.requireNonNull(
                loaded.get(version.id(), id -> LoadedVersion.of(version, registry, loader, options)));
        return new SecondLook(registry, ledger, load, policy.version(), options);
    }

    @Override
    public ReplayReport all(Iterator<Case> past, ModelLoader loader, ServingOptions options) {
        SecondLook again = replayer(loader, options);
        return report(past, again::again);
    }

    @Override
    public ReplayReport against(VersionId candidate, Iterator<Case> past, ModelLoader loader, ServingOptions options) {
        SecondLook again = replayer(loader, options);
        ModelVersion version = registry.version(candidate);
        return report(past, one -> again.by(version, one));
    }

    private static ReplayReport report(Iterator<Case> past, Function<Case, SecondLook.Seen> look) {
        long cases = 0;
        long identical = 0;
        long flipped = 0;
        Map<String, Long> changed = new TreeMap<>();
        List<Replayed> differing = new ArrayList<>();
        MessageDigest results = sha256();
        while (past.hasNext()) {
            Case one = past.next();
            SecondLook.Seen seen = look.apply(one);
            Outcome before = one.record().outcome();
            Outcome now = seen.replayed().outcome();
            cases++;
            if (seen.replayed().identical()) {
                identical++;
            } else if (differing.size() < SHOWN) {
                differing.add(seen.replayed());
            }
            if (before != now) {
                flipped++;
                changed.merge(before + " to " + now, 1L, Long::sum);
            }
            results.update(ByteBuffer.allocate(Long.BYTES + 1)
                    .putLong(Double.doubleToLongBits(seen.score()))
                    .put((byte) now.ordinal())
                    .flip());
        }
        return new ReplayReport(
                cases,
                identical,
                changed,
                cases == 0 ? Estimate.notEnoughData(0, "no decisions") : Proportions.of(flipped, cases, LEVEL),
                differing,
                Digest.ofRaw(results.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
