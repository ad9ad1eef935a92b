package io.modelgovernance.registry;

import io.modelgovernance.IntegrityException;
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
}
