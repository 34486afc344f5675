/** What a person, or a rule, may do to slow down or stop agents that run. */
@NullMarked
package dev.vedette.agent.brake;

import org.jspecify.annotations.NullMarked;
