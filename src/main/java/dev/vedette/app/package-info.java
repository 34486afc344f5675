/** Builds, starts and stops the whole. */
@NullMarked
package dev.vedette.app;

import org.jspecify.annotations.NullMarked;
