package io.modelgovernance;

/** An argument breaks a stated rule: a bad name, a value outside its range, a row that does not fit the schema. */
public final class InvalidInputException extends GovernanceException {
    private static final long serialVersionUID = 1L;
    private final String field;
    private final String problem;

    /**
     * Creates the exception.
     *
     * @param field which argument or field is wrong
     * @param problem what is wrong with it, in a few words and without personal values
     * @param message the whole message
     */
    public InvalidInputException(String field, String problem, String message) {
        super(message);
        this.field = field;
        this.problem = problem;
    }

    /**
     * Creates the exception with a message made of its parts.
     *
     * @param field which argument or field is wrong
     * @param problem what is wrong with it, for example {@code "is NaN"}
     * @param expected what would be right, for example {@code "a finite number"}
     * @return the exception
     */
    public static InvalidInputException of(String field, String problem, String expected) {
        return new InvalidInputException(
                field, problem, "The " + Names.printable(field) + " " + problem + " but must be " + expected + ".");
    }

    /**
     * Which argument or field is wrong.
     *
     * @return the field
     */
    public String field() {
        return field;
    }

    /**
     * What is wrong with it.
     *
     * @return the problem in a few words
     */
    public String problem() {
        return problem;
    }
}
