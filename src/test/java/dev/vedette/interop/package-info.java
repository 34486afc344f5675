/** Real clients in front of Vedette and real backends behind it; run by {@code src/interop/run}. */
@NullMarked
package dev.vedette.interop;

import org.jspecify.annotations.NullMarked;
