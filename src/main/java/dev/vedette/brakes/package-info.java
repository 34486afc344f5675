/** Who is to hold back for a while: brakes that people set and agents' runtimes ask for. */
@NullMarked
package dev.vedette.brakes;

import org.jspecify.annotations.NullMarked;
