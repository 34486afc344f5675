/** The estimators behind the baselines. */
@NullMarked
package dev.vedette.detection.stats;

import org.jspecify.annotations.NullMarked;
