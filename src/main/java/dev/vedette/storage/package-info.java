/** SQL: the span log, the alerts, retention and migrations. Sole owner of JDBC. */
@NullMarked
package dev.vedette.storage;

import org.jspecify.annotations.NullMarked;
