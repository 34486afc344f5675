package dev.vedette.storage;

import dev.vedette.telemetry.StoreException;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what a database driver says into one line that tells what happened and what to do. */
final class StoreFailures {
    private static final int H2_LOCKED = 90020;
    private static final int H2_CORRUPT = 90030;
    private static final int H2_OLD_FORMAT = 90048;
    private static final String CANCELLED = "57014";

    private final StoreLocation location;
    private final String what;

    /** @param what the store's name: {@code spans} or {@code alerts} */
    StoreFailures(StoreLocation location, String what) {
        this.location = location;
        this.what = what;
    }

    StoreException opening(Exception failure) {
        if (failure instanceof SQLException sql && location instanceof StoreLocation.Directory) {
            if (sql.getErrorCode() == H2_LOCKED) {
                return new StoreException(
                        upper(location)
                                + " is in use by another process. Stop that process, or choose another directory.",
                        failure);
            }
            if (isDamaged(sql)) {
                return new StoreException(
                        "The file " + what + ".mv.db in " + location + " is damaged or not a database. Move it away"
                                + " and start again: it is made anew from what lies beside it"
                                + (what.equals("spans") ? "." : ", which holds the newest changes only."),
                        failure);
            }
        }
        String why = failure instanceof IllegalStateException ? ": " + failure.getMessage() + "." : reason(failure);
        return new StoreException("Cannot open the " + what + " store in " + location + why, failure);
    }

    /** A file that is too short for a database is no damage for H2, but a failure to read. */
    private static boolean isDamaged(SQLException failure) {
        return failure.getErrorCode() == H2_CORRUPT
                || failure.getErrorCode() == H2_OLD_FORMAT
                || mentions(failure, "reading from file");
    }

    StoreException working(String doing, Exception failure) {
        if (failure instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
            return new StoreException(
                    "Could not " + doing + ": it took longer than " + Dialect.READ_MILLIS / 1000
                            + " s. Ask for a shorter range of time.",
                    failure);
        }
        return new StoreException("Could not " + doing + " in " + location + reason(failure), failure);
    }

    StoreException inUse(SQLException failure) {
        return new StoreException(
                "The " + what + " in " + location + " are in use by another Vedette. Stop it, or use another database.",
                failure);
    }

    StoreException closed() {
        return new StoreException(
                "The " + what + " store in " + location + " is closed.", new IllegalStateException("closed"));
    }

    /** The reason by its kind alone: a driver's own message may quote values. */
    private static String reason(Exception failure) {
        if (mentions(failure, "no space left") || mentions(failure, "disk full")) {
            return ": the disk is full. Free some space; nothing that was acknowledged is lost.";
        }
        if (mentions(failure, "permission denied") || mentions(failure, "access denied")) {
            return ": permission was denied. Check who owns it.";
        }
        if (failure instanceof SQLException sql) {
            String state = String.valueOf(sql.getSQLState());
            if (state.startsWith("08")) {
                return ": the database does not answer. Check that it runs and can be reached.";
            }
            if (state.startsWith("28")) {
                return ": the database refused the user or the password.";
            }
            return " (SQL state " + state + ", code " + sql.getErrorCode() + ").";
        }
        return " (" + failure.getClass().getSimpleName() + ").";
    }

    private static boolean mentions(Exception failure, String words) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static String upper(StoreLocation location) {
        String text = location.toString();
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
