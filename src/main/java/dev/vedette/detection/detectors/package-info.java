/** The detectors that come built in. */
@NullMarked
package dev.vedette.detection.detectors;

import org.jspecify.annotations.NullMarked;
