package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Carries models with their whole history from one registry to another, so that the other can check every byte and every
 * entry of it.
 *
 * <p>A history is a bundle: an OCI image layout with the journal entries that concern the model, each with its proof of
 * inclusion in a signed checkpoint, every body its records ever had, and the content they name. That each entry is
 * genuine is proved by the checkpoint; that none was left out is what the origin signs for, and no more. Decisions are not
 * part of it. Thread-safe.
 */
public interface Histories {
    /**
     * Writes a model with its history.
     *
     * <p>The same history at the same length of the journal gives the same bytes. Reads the whole journal once.
     *
     * @param model the model
     * @param directory an OCI image layout; made if it is not there, added to if it is
     * @return what was written
     * @throws NotFoundException if there is no such model
     * @throws IntegrityException if a file of a version is gone from the content store or has other bytes
     * @throws IOException if writing fails
     */
    HistoryBundle export(String model, Path directory) throws IOException;

    /**
     * Checks a bundle without taking it in.
     *
     * @param directory the layout, or a ZIP archive of one
     * @param model the model
     * @param signer name of the origin's key, as its checkpoints have it
     * @param publicKey the origin's Ed25519 public key, 32 raw bytes, from a trusted place
     * @return what it holds
     * @throws IntegrityException if anything is not as the origin signed it; the subject is the place
     * @throws InvalidInputException if the checkpoint is not signed by that key, or the archive holds what is no layout
     * @throws NotFoundException if it holds no history of that model
     * @throws IOException if reading fails
     */
    HistoryBundle verify(Path directory, String model, String signer, byte[] publicKey) throws IOException;

    /**
     * Checks a bundle and takes it in: the versions become new versions here, in the first stage, with no approval,
     * assessment or alias; their history is kept beside them as foreign. Who made them there may not approve them here.
     * The same bundle again changes nothing, and versions that came in before are not taken in twice.
     *
     * @param actor who
     * @param directory the layout, or a ZIP archive of one
     * @param model the model
     * @param signer name of the origin's key, as its checkpoints have it
     * @param publicKey the origin's Ed25519 public key, 32 raw bytes, from a trusted place
     * @return what is on record about it
     * @throws IntegrityException as {@link #verify}; and if the origin's journal is not the one an earlier import saw
     * @throws InvalidInputException as {@link #verify}
     * @throws NotFoundException if it holds no history of that model
     * @throws IOException if reading fails
     */
    ImportedHistory importFrom(Actor actor, Path directory, String model, String signer, byte[] publicKey)
            throws IOException;

    /**
     * The histories that were taken in for a model.
     *
     * @param model the model
     * @return oldest first
     */
    List<ImportedHistory> imported(String model);

    /**
     * The entries of a foreign history: what was done there, by whom, when. None of it was done here.
     *
     * @param history what was taken in
     * @return the entries in the order and with the positions of the origin's journal
     * @throws IntegrityException if the kept bytes are gone or changed
     */
    List<AuditEntry> entries(ImportedHistory history);

    /**
     * The records of a foreign history, each body they ever had.
     *
     * @param history what was taken in
     * @return the records by scope, kind, id and position
     * @throws IntegrityException if the kept bytes are gone or changed
     */
    List<ForeignRecord> records(ImportedHistory history);
}
