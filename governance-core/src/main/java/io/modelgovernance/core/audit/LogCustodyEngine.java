package io.modelgovernance.core.audit;

import io.modelgovernance.Actor;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.LogCustody;
import io.modelgovernance.audit.LogKey;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.spi.RecordKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keys and breaks of the log, each change an act of its own. Thread-safe. */
final class LogCustodyEngine implements LogCustody {
    private final Ledger ledger;
    private final AuditEngine audit;
    private final Signers signers;

    LogCustodyEngine(Ledger ledger, AuditEngine audit, Signers signers) {
        this.ledger = ledger;
        this.audit = audit;
        this.signers = signers;
    }

    @Override
    public List<LogKey> keys() {
        return List.copyOf(signers.keys());
    }

    @Override
    public LogKey rotate(Actor actor, Signer next, String reason) {
        VerifierKey to = VerifierKey.of(next);
        ledger.act(actor, EventType.SIGNER_ROTATED, to.name(), reason, act -> {
            long after = ledger.head();
            Signer old = signers.of(after);
            VerifierKey from = VerifierKey.of(old);
            if (signers.keys().stream().anyMatch(key -> key.key().equals(to))) {
                throw InvalidInputException.of("key of the log", "is " + to + ", used before", "a new one");
            }
            String statement = LogStatement.rotation(ledger.origin(), after, from, to);
            act.detail(LogStatement.DETAIL, Note.sign(statement, old, next).text());
            act.put(KeyInUse.PLACE, new KeyInUse(to.toString(), from.toString(), revoked(act)));
            return to;
        });
        signers.add(next);
        return keys().stream().filter(key -> key.key().equals(to)).findFirst().orElseThrow();
    }

    @Override
    public void revoke(Actor actor, VerifierKey former, long after, String reason) {
        if (after < 0) {
            throw InvalidInputException.of("size", "is " + after, "at least 0");
        }
        ledger.act(actor, EventType.SIGNER_REVOKED, former.name(), reason, act -> {
            Signer signer = signers.of(ledger.head());
            List<LogKey> keys = signers.keys();
            if (keys.get(keys.size() - 1).key().equals(former)) {
                throw InvalidInputException.of("key " + former.name(), "is in use", "a former one; maybe rotate first");
            }
            if (keys.stream().noneMatch(key -> key.key().equals(former))) {
                throw InvalidInputException.of("key " + former, "never signed this log", "one of its keys");
            }
            String statement = LogStatement.revocation(ledger.origin(), after, former);
            act.detail(LogStatement.DETAIL, Note.sign(statement, signer).text());
            Map<String, Long> revoked = revoked(act);
            revoked.merge(former.toString(), after, Math::min);
            KeyInUse now = act.find(KeyInUse.class, KeyInUse.PLACE).orElseThrow();
            act.put(KeyInUse.PLACE, new KeyInUse(now.key(), now.former(), revoked));
            return former;
        });
    }

    private static Map<String, Long> revoked(Act act) {
        return new HashMap<>(
                act.find(KeyInUse.class, KeyInUse.PLACE).map(KeyInUse::revoked).orElse(Map.of()));
    }

    private static RecordKey place(Checkpoint lost) {
        return new RecordKey(
                LostHead.SCOPE, LostHead.KIND, lost.size() + "/" + lost.root().hex());
    }

    @Override
    public Discontinuity declareBreak(Actor actor, long size, Checkpoint lost, String reason) {
        Checkpoint opened = SignedNote.open(lost.note(), signers.key(lost.size()));
        if (!opened.origin().equals(ledger.origin()) || opened.size() <= size) {
            throw InvalidInputException.of(
                    "lost head",
                    "is of " + opened.size() + " entries of " + opened.origin(),
                    "of more than " + size + " entries of " + ledger.origin());
        }
        ledger.act(actor, EventType.LOG_DISCONTINUED, ledger.origin(), reason, act -> {
            long head = ledger.head();
            if (size < 1 || size > head) {
                throw InvalidInputException.of("size of the backup", "is " + size, "1 to " + head);
            }
            if (opened.size() <= head && audit.root(opened.size()).equals(opened.root())) {
                throw InvalidInputException.of("lost head", "is in the log", "of what was lost");
            }
            String statement = LogStatement.discontinuity(ledger.origin(), size, audit.root(size), opened);
            Signer signer = signers.of(head);
            act.detail(LogStatement.DETAIL, Note.sign(statement, signer).text());
            act.detail("lost", opened.size() - size);
            act.put(place(opened), new LostHead(opened.note()));
            return opened;
        });
        long position = ledger.positions(place(opened)).get(0);
        return new Discontinuity(position, size, audit.root(size), opened.size(), opened.root(), reason);
    }
}
