/**
 * Agents that are guarded by construction: {@code Agent} says what one is, {@link
 * dev.vedette.agent.AgentRuntime} runs it. Knows nothing of the monitor; it speaks OTLP like anybody's agent.
 */
@NullMarked
package dev.vedette.agent;

import org.jspecify.annotations.NullMarked;
