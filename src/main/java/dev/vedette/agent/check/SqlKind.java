package dev.vedette.agent.check;

/** What a statement of SQL does. */
public enum SqlKind {
    /** Reads; {@code VALUES} and {@code TABLE} too. */
    SELECT,
    /** Adds rows. Rows that are changed if they exist need {@link #UPDATE} as well. */
    INSERT,
    /** Changes rows. Reading with a lock ({@code FOR UPDATE}) is this too. */
    UPDATE,
    /** Removes rows. */
    DELETE,
    /** Needs the kinds of what it does when it finds a row or none as well. */
    MERGE
}
