package io.modelgovernance.spi;

/**
 * A scope that the act read has been written since; nothing was written.
 *
 * <p>Core catches it, reads again and repeats the act; applications do not see it.
 */
public final class StaleScopeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String scope;

    /**
     * Creates the exception.
     *
     * @param scope which scope
     * @param expected the revision the act had read
     * @param actual the revision now
     */
    public StaleScopeException(String scope, long expected, long actual) {
        super("The revision of scope " + scope + " must be " + expected + " but is " + actual
                + ". Maybe read again and repeat the act.");
        this.scope = scope;
    }

    /**
     * Which scope has moved.
     *
     * @return the scope
     */
    public String scope() {
        return scope;
    }
}
