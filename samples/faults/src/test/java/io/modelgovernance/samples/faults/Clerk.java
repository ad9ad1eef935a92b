package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.StoreException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A process that works on the models everybody works on, and says on its output what it tries ({@code T}), what was
 * acknowledged ({@code A}) and what was refused ({@code R}). Each act is by an actor of its own name, so the journal
 * tells which acts were made, and how often.
 */
public final class Clerk {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));
    private static final int OPERATIONS_A_MODEL = 60;
    static final String STREAM = "decision/books";

    private final String name;
    private final SplittableRandom random;
    private final Governance governance;
    private final JdbcGovernanceStore store;
    private final Path file;
    private final PrintStream out;
    private final List<Finding> mine = new ArrayList<>();
    private String model = "";
    private int versions;
    private int decisions;

    private Clerk(String name, long seed, DataSource dataSource, Path file, PrintStream out) {
        this.name = name;
        this.random = new SplittableRandom(seed);
        this.store = JdbcGovernanceStore.of(dataSource);
        this.file = file;
        this.out = out;
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(2, Set.of("validator"), Duration.ofDays(2_000), false));
        }
        var builder = GovernanceEngine.builder()
                .store(store)
                .policy(new Policy(
                        "plain/1",
                        Map.of("production", List.of(Gates.noOpenFindings(Finding.Severity.HIGH))),
                        tiers,
                        true));
        this.governance = (Boolean.getBoolean("clerk.clock") ? builder.clock(new JumpingClock(seed)) : builder).build();
    }

    /**
     * Works.
     *
     * @param arguments URL of the database, the clerk's name, a seed, and how many operations
     * @throws IOException if the model file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(arguments[0]);
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(5_000);
        config.setExceptionOverrideClassName(BrokenLines.class.getName());
        Path file = Files.createTempFile("model", ".txt");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            DataSource dataSource = Boundary.last() == 0 ? pool : new Boundary(pool).dataSource();
            Files.writeString(file, "0 1");
            Clerk clerk = new Clerk(arguments[1], Long.parseLong(arguments[2]), dataSource, file, System.out);
            clerk.work(Integer.parseInt(arguments[3]));
        } finally {
            Files.delete(file);
        }
        System.out.println("E");
    }

    private void work(int operations) {
        out.println("B");
        for (int number = 0; number < operations; number++) {
            String now = "model-" + number / OPERATIONS_A_MODEL;
            if (!now.equals(model)) {
                model = now;
                versions = 0;
                mine.clear();
            }
            operate(name + "-" + number);
        }
        governance.close();
    }

    private void operate(String id) {
        int choice = versions == 0 ? 0 : random.nextInt(16);
        switch (choice) {
            case 0 -> act(id, "developer", this::register);
            case 1, 2 -> act(id, "clerk", this::open);
            case 3, 4, 5 -> act(id, "clerk", this::close);
            case 6, 7, 8 -> act(id, "developer", this::request);
            case 9, 10, 11 -> act(id, choice == 9 ? "risk" : "validator", this::approve);
            case 12, 13 -> act(id, "clerk", this::move);
            default -> decide();
        }
    }

    private String request(Actor actor) {
        return governance
                .registry()
                .request(actor, any(), "production", "please")
                .version()
                .toString();
    }

    private String approve(Actor actor) {
        return governance.registry().approve(actor, any(), "yes").version().toString();
    }

    /** One of the first few, so that requests, votes and findings meet. */
    private VersionId any() {
        return new VersionId(model, 1 + random.nextInt(Math.min(versions, 3)));
    }

    private String register(Actor actor) {
        VersionId made = governance
                .registry()
                .register(actor, model, Candidate.of(file), SCHEMA)
                .id();
        versions = Math.max(versions, made.number());
        return made.toString();
    }

    private String open(Actor actor) {
        Finding opened = governance
                .risk()
                .open(actor, any(), Finding.Severity.HIGH, "by " + actor.id(), "owner", LocalDate.of(2030, 1, 1));
        mine.add(opened);
        return opened.version().toString();
    }

    private String close(Actor actor) {
        if (mine.isEmpty()) {
            throw new ConflictException("findings", "There must be one to close.");
        }
        Finding one = mine.remove(random.nextInt(mine.size()));
        governance.risk().close(actor, model, one.id(), "done");
        return model;
    }

    private String move(Actor actor) {
        long revision = governance
                .registry()
                .alias(model, "canary", AsOf.now())
                .map(Alias::revision)
                .orElse(0L);
        Alias moved = governance.registry().moveAlias(actor, model, "canary", any(), revision, "turn");
        if (moved.revision() != revision + 1) {
            throw new IllegalStateException("A move over revision " + revision + " gave " + moved);
        }
        return "";
    }

    /** An empty subject is not compared. A refusal by a rule is recorded, and so an answer. */
    private void act(String id, String role, Function<Actor, String> body) {
        out.println("T " + id);
        try {
            out.println("A " + id + " " + body.apply(Actor.human(id, role)));
        } catch (RefusedException e) {
            out.println("A " + id + " ");
        } catch (StoreException e) {
            if (e.outcome() == StoreException.Outcome.NOT_WRITTEN) {
                out.println("R " + id);
            }
        } catch (GovernanceException e) {
            out.println("R " + id);
        }
    }

    private void decide() {
        List<Observation> batch = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            decisions++;
            String id = name + "-" + decisions;
            byte[] body = ("{\"id\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
            batch.add(new Observation(STREAM, name, decisions, id, Instant.EPOCH, body));
        }
        for (boolean stored = false; !stored; ) {
            try {
                store.append(batch);
                stored = true;
            } catch (StoreException e) {
                out.println("# " + e.getMessage());
            }
        }
        out.println("D " + decisions);
    }
}
