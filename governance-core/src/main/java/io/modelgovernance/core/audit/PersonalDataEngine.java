package io.modelgovernance.core.audit;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.StoreException;
import io.modelgovernance.audit.Deposit;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.Opening;
import io.modelgovernance.audit.PersonalData;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.PrunableContentStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SubjectKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Personal data over the ledger, the content store and the keys of subjects. Thread-safe. */
public final class PersonalDataEngine implements PersonalData {
    private static final int LONGEST = 1 << 20;

    private final Ledger ledger;
    private final ContentStore content;
    private final SubjectKeys keys;
    private final SecureRandom random;

    /**
     * Who laid a hold.
     *
     * @param subject pseudonym
     * @param actor who
     * @param reason the case
     * @param since since when
     */
    record Hold(String subject, String actor, String reason, Instant since) {}

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param content where the encrypted data goes
     * @param keys the keys of subjects
     * @param random salts and nonces
     */
    public PersonalDataEngine(Ledger ledger, ContentStore content, SubjectKeys keys, SecureRandom random) {
        this.ledger = ledger;
        this.content = content;
        this.keys = keys;
        this.random = random;
    }

    private static String scope(String subject) {
        return "personal/" + Names.requireLabel("subject", subject);
    }

    private static RecordKey hold(String subject) {
        return new RecordKey(scope(subject), Keys.ERASURE_HOLD, "hold");
    }

    private static RecordKey key(Deposit deposit) {
        return new RecordKey(scope(deposit.subject()), Keys.DEPOSIT, Keys.number(deposit.number()));
    }

    @Override
    public Deposit keep(Actor actor, String subject, byte[] payload) {
        String scope = scope(subject);
        if (payload.length > LONGEST) {
            throw InvalidInputException.of("personal data", "has " + payload.length + " bytes", "at most 1048576");
        }
        byte[] salt = new byte[Opening.SALT];
        random.nextBytes(salt);
        Opening opening = new Opening(salt, payload);
        byte[] secret = keys.obtain(subject);
        Digest stored = store(SubjectCipher.encrypt(secret, subject, opening, random));
        Deposit kept = ledger.act(actor, EventType.PERSONAL_DATA_KEPT, subject, "", act -> {
            int number = act.list(Deposit.class, Keys.DEPOSIT, scope).size() + 1;
            Deposit deposit = new Deposit(subject, number, opening.commitment(), stored, act.now(), Optional.empty());
            act.detail("commitment", deposit.commitment());
            act.put(key(deposit), deposit);
            return deposit;
        });
        boolean same = keys.find(subject).map(now -> Arrays.equals(now, secret)).orElse(false);
        Arrays.fill(secret, (byte) 0);
        if (!same) {
            throw new ConflictException(
                    subject,
                    "The data of " + subject
                            + " must not be erased while more is kept. Maybe keep it again, if it may be.");
        }
        return kept;
    }

    private Digest store(byte[] encrypted) {
        try {
            return content.put(new ByteArrayInputStream(encrypted));
        } catch (IOException e) {
            throw new IllegalStateException("An array can be read", e);
        }
    }

    @Override
    public Optional<Opening> open(Deposit deposit) {
        Optional<byte[]> secret = keys.find(deposit.subject());
        boolean erased = ledger.find(Deposit.class, key(deposit), AsOf.now())
                .flatMap(Deposit::erasedAt)
                .isPresent();
        if (erased || secret.isEmpty()) {
            return Optional.empty();
        }
        byte[] encrypted = read(deposit);
        Optional<Opening> opening = SubjectCipher.decrypt(secret.get(), deposit.subject(), encrypted)
                .filter(found -> found.commitment().equals(deposit.commitment()));
        if (opening.isEmpty()) {
            throw altered(deposit);
        }
        return opening;
    }

    private byte[] read(Deposit deposit) {
        try (InputStream in = content.openVerified(deposit.content()).orElseThrow(() -> altered(deposit))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Outcome.NOT_WRITTEN, "The personal data must be readable. Maybe try again.", e);
        }
    }

    private static IntegrityException altered(Deposit deposit) {
        return new IntegrityException(
                "personal data " + deposit.number() + " of " + deposit.subject(),
                "The personal data (" + deposit.number() + " of " + deposit.subject()
                        + ") must be what the log commits to. Maybe it was changed or removed by hand.");
    }

    @Override
    public List<Deposit> deposits(String subject) {
        return ledger.list(Deposit.class, RecordQuery.in(Keys.DEPOSIT, scope(subject)), AsOf.now());
    }

    @Override
    public List<Deposit> erase(Actor actor, String subject, String reason) {
        boolean nothing =
                deposits(subject).stream().allMatch(one -> one.erasedAt().isPresent());
        if (!nothing) {
            record(actor, subject, reason);
        }
        keys.destroy(subject);
        List<Deposit> erased = deposits(subject);
        if (content instanceof PrunableContentStore) {
            PrunableContentStore prunable = (PrunableContentStore) content;
            erased.forEach(one -> prunable.remove(one.content(), Instant.MAX));
        }
        return erased;
    }

    private void record(Actor actor, String subject, String reason) {
        String scope = scope(subject);
        ledger.act(actor, EventType.PERSONAL_DATA_ERASED, subject, reason, act -> {
            Optional<Hold> held = act.find(Hold.class, hold(subject));
            List<Deposit> left = act.list(Deposit.class, Keys.DEPOSIT, scope).stream()
                    .filter(one -> one.erasedAt().isEmpty())
                    .toList();
            held.ifPresent(
                    by -> act.refuse(List.of("It is under legal hold by " + by.actor() + ": " + by.reason() + ".")));
            act.detail("deposits", left.size());
            left.forEach(one -> act.put(
                    key(one),
                    new Deposit(
                            one.subject(),
                            one.number(),
                            one.commitment(),
                            one.content(),
                            one.keptAt(),
                            Optional.of(act.now()))));
            return left;
        });
    }

    @Override
    public void hold(Actor actor, String subject, String reason) {
        ledger.act(actor, EventType.ERASURE_HELD, subject, reason, act -> {
            Hold hold = new Hold(subject, actor.id(), reason, act.now());
            act.detail("hold", true);
            act.put(hold(subject), hold);
            return hold;
        });
    }

    @Override
    public void release(Actor actor, String subject, String reason) {
        ledger.act(actor, EventType.ERASURE_HELD, subject, reason, act -> {
            Optional<Hold> hold = act.find(Hold.class, hold(subject));
            if (hold.isEmpty() || hold.get().actor().equals(actor.id())) {
                throw new ConflictException(
                        "hold on " + subject,
                        "The subject (" + subject + ") must be under a hold laid by somebody else than " + actor.id()
                                + " to be released. Maybe ask a second person.");
            }
            act.detail("hold", false);
            act.end(hold(subject));
            return hold;
        });
    }
}
