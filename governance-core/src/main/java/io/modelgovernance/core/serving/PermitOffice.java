package io.modelgovernance.core.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelgovernance.AsOf;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.registry.ModelState;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.PermitCondition;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Issues permits from what the registry says, all of it read as of one journal position. Off the decision path. */
final class PermitOffice {
    private static final int LOADED_VERSIONS = 4;

    private final Ledger ledger;
    private final ModelRegistry registry;
    private final List<String> servable;
    private final Policy policy;
    private final String model;
    private final String alias;
    private final ModelLoader loader;
    private final ServingOptions options;
    private final LongSupplier ticker;
    private final Envelopes envelopes;
    private final Watched watched;
    private final Cache<VersionId, LoadedVersion> loaded =
            Caffeine.newBuilder().maximumSize(LOADED_VERSIONS).build();

    PermitOffice(
            ServingContext context,
            ModelRegistry registry,
            String model,
            String alias,
            ModelLoader loader,
            ServingOptions options,
            Watched watched) {
        this.ledger = context.ledger();
        this.servable = context.lifecycles().of(model).servable();
        this.policy = context.policy();
        this.ticker = context.ticker();
        this.watched = watched;
        this.registry = registry;
        this.model = model;
        this.alias = alias;
        this.loader = loader;
        this.options = options;
        this.envelopes = new Envelopes(ledger, options.checks());
    }

    /** The view now; nothing is read again if nothing was recorded since the last one. */
    Permit renew(Permit last) {
        long asked = ticker.getAsLong();
        boolean conditional = !options.checks().permits().isEmpty();
        return !conditional && ledger.head() == last.position() ? last.confirmed(asked) : issue();
    }

    Permit issue() {
        long asked = ticker.getAsLong();
        long position = ledger.head();
        AsOf view = AsOf.position(position);
        ModelState state = ledger.find(ModelState.class, Keys.of(model, Keys.MODEL, model), view)
                .orElseThrow(() -> new NotFoundException("model", model, "Maybe register its first version."));
        Alias followed = registry.alias(model, alias, view)
                .orElseThrow(
                        () -> new NotFoundException("alias", alias + " of " + model, "Maybe promote a version first."));
        ModelVersion version = registry.version(followed.version());
        Envelope envelope = envelopes.of(version, policy.version(), view);
        List<Cause> obstacles = new ArrayList<>(obstacles(state, version, view));
        envelope.obstacles().forEach(text -> obstacles.add(new Cause(Check.PERMIT, text)));
        LoadedVersion ready = loaded.get(version.id(), id -> LoadedVersion.of(version, registry, loader, options));
        Optional<RiskTier> tier = tier(version, view);
        return new Permit(
                version,
                alias,
                version.schema(),
                ready.schema(),
                LoadedVersion.rule(version),
                version.manifest().digest(),
                ready.scorer(),
                ready.explainer(),
                ready.intervals(),
                envelope,
                counter(watched.of(version.id(), view), ready),
                drifted(version.id(), view),
                policy.ruleFor(tier).durableDecisions(),
                options.recording().ruleFor(tier),
                List.copyOf(obstacles),
                position,
                asked);
    }

    private static @Nullable CaseCounter counter(@Nullable RowObserver observer, LoadedVersion ready) {
        return observer == null ? null : new CaseCounter(observer, ready.flips());
    }

    private Optional<RiskTier> tier(ModelVersion version, AsOf view) {
        return TierInForce.of(
                        ledger.find(RiskAssessment.class, Keys.of(version.id(), Keys.ASSESSMENT), view),
                        ledger.find(RiskOverride.class, Keys.of(version.id(), Keys.RISK_OVERRIDE), view),
                        ledger.now())
                .map(TierInForce::tier);
    }

    private boolean drifted(VersionId version, AsOf view) {
        List<DriftReport> reports =
                ledger.list(DriftReport.class, RecordQuery.in(Keys.driftKind(version), Keys.scope(model)), view);
        boolean reported = !reports.isEmpty() && reports.get(reports.size() - 1).verdict() == DriftVerdict.DRIFT;
        return reported
                || ledger.list(Alert.class, RecordQuery.in(Keys.ALERT, Keys.scope(model)), view).stream()
                        .anyMatch(one -> one.version().equals(version) && one.state() != Alert.State.CLOSED);
    }

    private List<Cause> obstacles(ModelState state, ModelVersion version, AsOf view) {
        List<String> obstacles = new ArrayList<>();
        state.suspension().ifPresent(reason -> obstacles.add("The model " + model + " is stopped: " + reason + "."));
        String stage = ledger.find(Listing.class, Keys.of(version.id(), Keys.LISTING), view)
                .map(Listing::stage)
                .orElse("none");
        if (!servable.contains(stage)) {
            obstacles.add("The stage of " + version.id() + " is " + stage + " but must be one of " + servable + ".");
        }
        if (version.rule().isEmpty()) {
            obstacles.add("The version " + version.id() + " has no decision rule.");
        }
        ledger.list(Finding.class, RecordQuery.in(Keys.FINDING, Keys.scope(model)), view).stream()
                .filter(finding -> finding.open()
                        && finding.version().equals(version.id())
                        && finding.severity() == Finding.Severity.CRITICAL)
                .forEach(finding ->
                        obstacles.add("Finding " + finding.id() + " on " + version.id() + " is critical and open."));
        if (!options.checks().permits().isEmpty()) {
            ModelFiles files = registry.files(version.id());
            for (PermitCondition condition : options.checks().permits()) {
                obstacles.addAll(condition.obstacles(version, files, ledger.now()));
            }
        }
        return obstacles.stream().map(text -> new Cause(Check.PERMIT, text)).toList();
    }
}
