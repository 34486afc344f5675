/** Settings in YAML, read strictly: every key has to be asked for, and all that is wrong is told at once. */
@NullMarked
package dev.vedette.yaml;

import org.jspecify.annotations.NullMarked;
