/** What an agent did: spans, log events and metric points, and the ports that keep and find them. */
@NullMarked
package dev.vedette.telemetry;

import org.jspecify.annotations.NullMarked;
