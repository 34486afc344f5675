/** How much an agent may use, and when it goes round in circles. */
@NullMarked
package dev.vedette.agent.limit;

import org.jspecify.annotations.NullMarked;
