package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.AliasCorrection;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What aliases stood for by the clock. A move is valid from when it was recorded; a correction from the moment that it
 * names. Of what begins by a moment the latest beginning counts, and of equal ones what was recorded last.
 */
final class AliasTimes {
    private final Ledger ledger;
    private final Lifecycles lifecycles;

    AliasTimes(Ledger ledger, Lifecycles lifecycles) {
        this.ledger = ledger;
        this.lifecycles = lifecycles;
    }

    AliasCorrection correct(Actor actor, RecordKey alias, VersionId version, Instant since, String reason) {
        Instant from = since.truncatedTo(ChronoUnit.MICROS);
        String subject = "alias " + alias.id() + " of " + version.model();
        if (reason.isBlank()) {
            throw InvalidInputException.of("reason of correcting " + subject, "is blank", "what shows it");
        }
        return ledger.act(actor, EventType.ALIAS_CORRECTED, subject, reason, act -> {
            new Shelf(act, lifecycles).version(version);
            if (from.isAfter(act.now())) {
                throw InvalidInputException.of(
                        "beginning of correcting " + subject, "is " + from, "not later than " + act.now());
            }
            AliasCorrection correction =
                    new AliasCorrection(version.model(), alias.id(), version, from, reason, actor.id(), act.now());
            int number =
                    act.list(AliasCorrection.class, kind(alias), alias.scope()).size() + 1;
            act.put(new RecordKey(alias.scope(), kind(alias), Keys.number(number)), correction);
            act.detail("version", version);
            act.detail("from", from);
            return correction;
        });
    }

    List<AliasCorrection> corrections(RecordKey alias, AsOf asOf) {
        return ledger.list(AliasCorrection.class, RecordQuery.in(kind(alias), alias.scope()), asOf);
    }

    /** Never longer than a kind may be: an alias has at most 120 characters. */
    private static String kind(RecordKey alias) {
        return Keys.ALIAS_CORRECTION + "." + alias.id();
    }

    Optional<VersionId> at(RecordKey alias, Instant valid, AsOf known) {
        long then = Math.min(ledger.position(AsOf.instant(valid)), ledger.position(known));
        List<AliasCorrection> all = corrections(alias, known);
        int latest = -1;
        for (int i = 0; i < all.size(); i++) {
            Instant from = all.get(i).from();
            boolean later = latest < 0 || !from.isBefore(all.get(latest).from());
            latest = later && !from.isAfter(valid) ? i : latest;
        }
        return latest < 0 || isSuperseded(alias, then, all.get(latest).from(), latest + 1)
                ? ledger.find(Alias.class, alias, AsOf.position(then)).map(Alias::version)
                : Optional.of(all.get(latest).version());
    }

    private boolean isSuperseded(RecordKey alias, long then, Instant from, int number) {
        long change = ledger.lastChange(alias, then);
        if (change == 0) {
            return false;
        }
        int order = ledger.instant(AsOf.position(change)).compareTo(from);
        RecordKey correction = new RecordKey(alias.scope(), kind(alias), Keys.number(number));
        return order > 0 || (order == 0 && ledger.positions(correction).get(0) < change);
    }
}
