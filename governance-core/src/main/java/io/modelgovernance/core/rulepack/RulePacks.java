package io.modelgovernance.core.rulepack;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packs and the catalogue of controls that come with the library, and the reader for your own. */
public final class RulePacks {
    private static final List<String> SHIPPED = List.of(
            "us-mrm-2026",
            "pra-ss1-23",
            "osfi-e23-2027",
            "eu-ai-act",
            "us-regb-2026",
            "nyc-ll144",
            "us-co-2027",
            "iso-42001-2023",
            "nist-ai-rmf-1",
            "gdpr");

    private static final List<String> CLASSES = List.of("eu-ai-act", "nist-ai-rmf-1");

    private RulePacks() {}

    /** The file of controls. */
    record Catalogue(List<Control> controls) {}

    /**
     * The catalogue of controls.
     *
     * @return controls by id
     */
    public static Map<String, Control> controls() {
        Map<String, Control> controls = new TreeMap<>();
        for (Control control :
                RecordCodec.read(Catalogue.class, resource("controls.json")).controls()) {
            controls.put(control.id(), control);
        }
        return controls;
    }

    /**
     * Ids of the packs that come with the library.
     *
     * @return the ids
     */
    public static List<String> shipped() {
        return SHIPPED;
    }

    /**
     * A pack that comes with the library.
     *
     * @param id its id
     * @return the pack
     * @throws InvalidInputException if there is none of that id
     */
    public static RulePack shipped(String id) {
        if (!SHIPPED.contains(id)) {
            throw InvalidInputException.of("rule pack " + id, "does not come with the library", "one of " + SHIPPED);
        }
        return read(resource(id + ".json"));
    }

    /**
     * Reads a pack.
     *
     * @param json the fields of {@link RulePack} as JSON, every field present, {@code null} for no last day
     * @return the pack
     * @throws InvalidInputException if it is not such a document, or names an unknown control
     */
    public static RulePack read(byte[] json) {
        try {
            RulePack pack = RecordCodec.read(RulePack.class, json);
            Map<String, Control> known = controls();
            for (RulePack.Provision provision : pack.provisions()) {
                if (!known.containsKey(provision.control())) {
                    throw InvalidInputException.of(
                            "control " + provision.control() + " of rule pack " + pack.id(),
                            "is unknown",
                            "one of the catalogue");
                }
            }
            return pack;
        } catch (IntegrityException e) {
            throw InvalidInputException.of("rule pack", "cannot be read: " + e.getMessage(), "a whole pack");
        }
    }

    /**
     * The classes of a regime that come with the library: {@code eu-ai-act} and {@code nist-ai-rmf-1}.
     *
     * @param regime its id
     * @return its classes
     * @throws InvalidInputException if there are none of that id
     */
    public static ClassScheme classes(String regime) {
        if (!CLASSES.contains(regime)) {
            throw InvalidInputException.of("classes of " + regime, "do not come with the library", "one of " + CLASSES);
        }
        return readClasses(resource("classes-" + regime + ".json"));
    }

    /**
     * Reads the classes of a regime.
     *
     * @param json the fields of {@link ClassScheme} as JSON, every field present
     * @return the classes
     * @throws InvalidInputException if it is not such a document, or a condition cannot be read
     */
    public static ClassScheme readClasses(byte[] json) {
        try {
            return RecordCodec.read(ClassScheme.class, json);
        } catch (IntegrityException e) {
            throw InvalidInputException.of("classes", "cannot be read: " + e.getMessage(), "a whole scheme of classes");
        }
    }

    private static byte[] resource(String name) {
        try (InputStream file = RulePacks.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("The file " + name + " must be in the jar of core");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
