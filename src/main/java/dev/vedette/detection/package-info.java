/** What looks wrong: detection as a pure fold over observations. */
@NullMarked
package dev.vedette.detection;

import org.jspecify.annotations.NullMarked;
