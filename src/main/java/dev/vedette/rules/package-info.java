/** Detectors written in YAML, with CEL conditions and their own tests. */
@NullMarked
package dev.vedette.rules;

import org.jspecify.annotations.NullMarked;
