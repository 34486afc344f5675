/** What agents remember beyond a run, apart for each of them and whom it works for. */
@NullMarked
package dev.vedette.agent.memory;

import org.jspecify.annotations.NullMarked;
