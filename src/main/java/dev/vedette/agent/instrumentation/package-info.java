/** What an agent does, as spans, events and metrics of the OpenTelemetry GenAI conventions. */
@NullMarked
package dev.vedette.agent.instrumentation;

import org.jspecify.annotations.NullMarked;
