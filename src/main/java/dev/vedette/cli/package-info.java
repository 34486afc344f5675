/** Commands. Sole owner of picocli and standard output. */
@NullMarked
package dev.vedette.cli;

import org.jspecify.annotations.NullMarked;
