/** Who must know: alerting as a pure fold over findings, and the ports that keep and tell. */
@NullMarked
package dev.vedette.alerting;

import org.jspecify.annotations.NullMarked;
