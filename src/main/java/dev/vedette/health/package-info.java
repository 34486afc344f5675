/** The monitor's own pulse: counters that obey a conservation law, checks, readiness. Sole owner of the Prometheus client. */
@NullMarked
package dev.vedette.health;

import org.jspecify.annotations.NullMarked;
