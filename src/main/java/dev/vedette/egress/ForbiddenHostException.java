package dev.vedette.egress;

import java.io.IOException;

/** A host must not be reached. The message says why, and what to do, without naming an address. */
public final class ForbiddenHostException extends IOException {
    private static final long serialVersionUID = 1L;

    ForbiddenHostException(String message) {
        super(message);
    }
}
