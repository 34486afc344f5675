/** What an agent may do: decisions at fixed points of a run, taken outside the model. */
@NullMarked
package dev.vedette.agent.policy;

import org.jspecify.annotations.NullMarked;
