/** One YAML file and VEDETTE_* variables to typed settings. */
@NullMarked
package dev.vedette.config;

import org.jspecify.annotations.NullMarked;
