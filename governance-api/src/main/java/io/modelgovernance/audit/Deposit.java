package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * What is on record about personal data that was kept: enough to prove, nothing to read.
 *
 * @param subject pseudonym of whom it is about
 * @param number which of the subject's it is, from 1
 * @param commitment what the log commits to, see {@link Opening#commitment()}
 * @param content where the encrypted data lies in the content store
 * @param keptAt when it was kept
 * @param erasedAt when its erasure was recorded, if it was
 */
public record Deposit(
        String subject, int number, Digest commitment, Digest content, Instant keptAt, Optional<Instant> erasedAt) {}
