package io.modelgovernance.core.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelgovernance.AsOf;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.registry.ModelState;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Issues permits from what the registry says, all of it read as of one journal position. Off the decision path. */
final class PermitOffice {
    private static final int LOADED_VERSIONS = 4;

    private record Loaded(Scorer scorer, Optional<Explainer> explainer) {}

    private final Ledger ledger;
    private final ModelRegistry registry;
    private final Lifecycle lifecycle;
    private final Policy policy;
    private final String model;
    private final ModelLoader loader;
    private final ServingOptions options;
    private final LongSupplier ticker;
    private final Cache<VersionId, Loaded> loaded =
            Caffeine.newBuilder().maximumSize(LOADED_VERSIONS).build();

    PermitOffice(
            ServingContext context, ModelRegistry registry, String model, ModelLoader loader, ServingOptions options) {
        this.ledger = context.ledger();
        this.lifecycle = context.lifecycle();
        this.policy = context.policy();
        this.ticker = context.ticker();
        this.registry = registry;
        this.model = model;
        this.loader = loader;
        this.options = options;
    }

    Permit issue() {
        long asked = ticker.getAsLong();
        long position = ledger.head();
        AsOf view = AsOf.position(position);
        ModelState state = ledger.find(ModelState.class, Keys.of(model, Keys.MODEL, model), view)
                .orElseThrow(() -> new NotFoundException("model", model, "Maybe register its first version."));
        Alias alias = registry.alias(model, options.alias(), view)
                .orElseThrow(() -> new NotFoundException(
                        "alias", options.alias() + " of " + model, "Maybe promote a version first."));
        ModelVersion version = registry.version(alias.version());
        List<String> obstacles = obstacles(state, version, view);
        Loaded model = loaded.get(version.id(), id -> load(version));
        boolean durable = policy.ruleFor(tier(version, view)).durableDecisions();
        return new Permit(
                version,
                version.schema(),
                version.rule().orElse(DecisionRule.declineFrom(0)),
                version.manifest().digest(),
                model.scorer(),
                model.explainer(),
                durable,
                obstacles,
                position,
                asked);
    }

    private Loaded load(ModelVersion version) {
        Scorer scorer = loader.load(version, registry.files(version.id()));
        return new Loaded(scorer, options.explainer().map(factory -> factory.explainer(version)));
    }

    private Optional<RiskTier> tier(ModelVersion version, AsOf view) {
        return TierInForce.of(
                        ledger.find(RiskAssessment.class, Keys.of(version.id(), Keys.ASSESSMENT), view),
                        ledger.find(RiskOverride.class, Keys.of(version.id(), Keys.RISK_OVERRIDE), view),
                        ledger.now())
                .map(TierInForce::tier);
    }

    private List<String> obstacles(ModelState state, ModelVersion version, AsOf view) {
        List<String> obstacles = new ArrayList<>();
        state.suspension().ifPresent(reason -> obstacles.add("The model " + model + " is stopped: " + reason + "."));
        String stage = ledger.find(Listing.class, Keys.of(version.id(), Keys.LISTING), view)
                .map(Listing::stage)
                .orElse("none");
        if (!lifecycle.servable().contains(stage)) {
            obstacles.add("The stage of " + version.id() + " is " + stage + " but must be one of "
                    + lifecycle.servable() + ".");
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
        return obstacles;
    }
}
