package io.modelgovernance;

/** A model, version, alias, stage, request or other object that was named does not exist. */
public final class NotFoundException extends GovernanceException {
    private static final long serialVersionUID = 1L;
    private final String kind;
    private final String id;

    /**
     * Creates the exception.
     *
     * @param kind what kind of thing was looked for, such as {@code "alias"}
     * @param id which one
     * @param hint what would be right, a sentence beginning with "Maybe"
     */
    public NotFoundException(String kind, String id, String hint) {
        super("The " + kind + " (" + Names.printable(id) + ") must exist. " + hint);
        this.kind = kind;
        this.id = Names.printable(id);
    }

    /**
     * What kind of thing was looked for.
     *
     * @return the kind
     */
    public String kind() {
        return kind;
    }

    /**
     * Which one was looked for.
     *
     * @return the id, made printable
     */
    public String id() {
        return id;
    }
}
