package io.modelgovernance.samples.faults;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * Tells HikariCP which connections to throw away. It goes by SQLStates of its own, and those of H2 (90067 and others) are
 * not among them: without this, a broken connection is lent again and again as long as it is asked for twice a second.
 */
public final class BrokenLines implements SQLExceptionOverride {
    /** For HikariCP, which makes it by its name. */
    public BrokenLines() {}

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return e instanceof SQLNonTransientConnectionException ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
