package io.modelgovernance.core.planted;

import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;

/** Breaks a law on purpose: revives objects from bytes. */
public final class Revenant {
    /** Whatever the sender wants it to be. */
    public Object revive(InputStream bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(bytes)) {
            return in.readObject();
        }
    }
}
