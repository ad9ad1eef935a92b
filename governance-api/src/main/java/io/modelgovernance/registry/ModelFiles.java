package io.modelgovernance.registry;

import io.modelgovernance.IntegrityException;
import java.io.InputStream;
import java.util.List;

/**
 * The files of a version, verified: bytes are handed out only if their digest is the registered one.
 */
public interface ModelFiles {
    /**
     * The files' names.
     *
     * @return names in order
     */
    List<String> names();

    /**
     * Reads one file whole.
     *
     * @param name its name
     * @return its bytes, a fresh array
     * @throws IntegrityException if the stored bytes are missing or not what was registered
     * @throws io.modelgovernance.NotFoundException if the version has no such file
     */
    byte[] bytes(String name);

    /**
     * Reads one file as a stream, for files that should not be in memory whole.
     *
     * @param name its name
     * @return a stream the caller closes; at its end it throws {@link IntegrityException} instead of ending unless the
     *     bytes are what was registered, so nothing read from it may be used before it has ended
     * @throws IntegrityException if the stored bytes are missing
     * @throws io.modelgovernance.NotFoundException if the version has no such file
     */
    InputStream open(String name);
}
